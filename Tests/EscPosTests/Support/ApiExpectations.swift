import PosProtocol
import PosTesting
import Testing

/// What other libraries send for their calls: rows of Data/api-expectations (origin and licences in NOTICE).
struct ApiExpectation: Decodable {
  var `case`: String
  var calls: [String]
  var hex: String

  var bytes: [UInt8] { PosTesting.hex(hex) }

  static let files = [
    "escpos-buffer", "escpos-php", "escpos-rs", "receiptprinterencoder-esc-pos", "receiptprinterencoder-star-prnt",
  ]

  static func rows(_ file: String) throws -> [ApiExpectation] {
    try TestFile.text("Tests/EscPosTests/Data/api-expectations/\(file).jsonl").split(separator: "\n").map {
      try JSONCodec.decode(ApiExpectation.self, from: Array($0.utf8)[...])
    }
  }
}

/// How posd says the same.
enum Ours {
  /// To the byte.
  case same
  /// posd's bytes have these within them: it tells them together with what they need.
  case within
  /// The same but for what `Plainly` leaves out.
  case plainly
}

/// Command by command, without what changes nothing: CR beside LF, styles that are switched off where nothing follows,
/// the page of a text without page letters; ASCII digits of arguments are numbers.
enum Plainly {
  static func tokens(_ bytes: [UInt8]) -> [[UInt8]] {
    var tokens: [[UInt8]] = []
    var index = 0
    while index < bytes.count {
      let length = length(bytes, index)
      var token = Array(bytes[index..<min(index + length, bytes.count)])
      index += length
      if token == [0x0D] || token == [0x1B, 0x40] || token == [0x1C, 0x2E] { continue }
      if token.count == 3, token[0] == 0x1B, token[1] == 0x74 { continue }
      if token.count == 3, token[0] == 0x1B || token[0] == 0x1D, token[2] == 0x30 || token[2] == 0x31 {
        token[2] -= 0x30
      }
      if token.count == 3, token[2] == 0, isStyle(token) { continue }
      tokens.append(token)
    }
    while tokens.last == [0x20] { tokens.removeLast() }
    return tokens.enumerated().filter { index, token in
      token != [0x20] || tokens[(index + 1)...].first { $0 != [0x20] } != [0x0A]
    }.map(\.element)
  }

  private static func isStyle(_ token: [UInt8]) -> Bool {
    [[0x1B, 0x45], [0x1B, 0x2D], [0x1B, 0x61], [0x1D, 0x21], [0x1D, 0x42]].contains(Array(token.prefix(2)))
  }

  private static func length(_ bytes: [UInt8], _ index: Int) -> Int {
    guard [0x1B, 0x1C, 0x1D].contains(bytes[index]), index + 1 < bytes.count else { return 1 }
    switch (bytes[index], bytes[index + 1]) {
    case (0x1B, 0x40), (0x1B, 0x32), (0x1C, 0x26), (0x1C, 0x2E): return 2
    case (0x1B, 0x70): return 5
    case (0x1D, 0x28): return index + 4 < bytes.count ? 5 + Int(bytes[index + 3]) + Int(bytes[index + 4]) << 8 : 3
    case (0x1D, 0x76): return index + 7 < bytes.count ? 8 + Int(bytes[index + 4]) * Int(bytes[index + 6]) : 3
    case (0x1D, 0x4C), (0x1D, 0x57): return 4
    default: return 3
    }
  }
}
