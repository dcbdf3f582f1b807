import Glibc

/// Questions to the person at the terminal.
enum Prompt {
  /// The answer's line without white space around it; nil at the end of the input.
  static func line(_ question: String) -> String? {
    Console.error.write(question + " ")
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count < 4096 {
      let count = read(0, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else {
        if bytes.isEmpty { return nil }
        break
      }
      if byte == 0x0A { break }
      bytes.append(byte)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  /// nil where nobody knows; asks again for what is no answer.
  static func yesOrNo(_ question: String) -> Bool? {
    while let answer = line("\(question) [y/n, empty: not known]") {
      if answer.isEmpty { return nil }
      if let known = meaning(of: answer) { return known }
    }
    return nil
  }

  static func meaning(of answer: String) -> Bool? {
    switch answer.lowercased() {
    case "y", "yes", "true", "是", "好": true
    case "n", "no", "false", "否", "不": false
    default: nil
    }
  }
}
