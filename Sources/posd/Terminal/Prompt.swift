import Glibc
import PosModel

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

  /// Whether to go on; only a yes is one. Asks again for what is no answer.
  static func confirm(_ question: String) -> Bool {
    while let answer = line("\(question) [y/n]") {
      if let known = meaning(of: answer) { return known }
    }
    return false
  }

  /// nil for an empty answer and at the end of the input. `meaning` says what an answer is, and throws why it is none:
  /// then it is asked again, three times in all, before that is thrown.
  static func ask<Value>(_ question: String, _ meaning: (String) throws -> Value) throws -> Value? {
    for _ in 0..<2 {
      guard let answer = line(question), !answer.isEmpty else { return nil }
      do {
        return try meaning(answer)
      } catch let error as PosError {
        Console.error.line(error.message + (error.remedy.map { ": \($0)" } ?? ""))
      }
    }
    guard let answer = line(question), !answer.isEmpty else { return nil }
    return try meaning(answer)
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
