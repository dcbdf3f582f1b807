/// A GS1 application identifier: how long it is and what may follow it (GS1 General Specifications, 3.2).
struct ApplicationIdentifier: Equatable {
  enum Content { case digits, characters }

  /// `01`, `3103`.
  let name: String
  /// Of the data.
  let lengths: ClosedRange<Int>
  let content: Content
  /// The data's last digit checks it.
  let hasCheckDigit: Bool
  /// Its length is known to every reader, so no FNC1 ends it (table 7.8.5-2).
  let isPredefined: Bool

  private static let dates: Set<String> = ["11", "12", "13", "15", "16", "17"]

  var isDate: Bool { Self.dates.contains(name) }

  /// From the first digits of an element; nil when no such identifier is known.
  init?(_ digits: some StringProtocol) {
    let bytes = Array(digits.utf8.prefix(4))
    guard bytes.count >= 2, bytes.prefix(2).allSatisfy(CodeRules.isDigit) else { return nil }
    let two = Int(bytes[0] &- 0x30) * 10 + Int(bytes[1] &- 0x30)
    let length: Int
    switch two {
    case 0...4, 10...13, 15...17, 20...22, 30, 37, 90...99: length = 2
    case 23...25, 40...42, 71: length = 3
    case 31...36, 39, 43, 70, 72, 80...82: length = 4
    default: return nil
    }
    guard bytes.count >= length, bytes.prefix(length).allSatisfy(CodeRules.isDigit) else { return nil }
    name = CodeRules.text(bytes.prefix(length))
    (lengths, content, hasCheckDigit) = Self.data(name, two)
    switch two {
    case 0...4, 11...19, 20, 31...36, 41: isPredefined = true
    default: isPredefined = false
    }
  }

  private static func data(_ name: String, _ two: Int) -> (ClosedRange<Int>, Content, Bool) {
    switch two {
    case 0: (18...18, .digits, true)
    case 1...3: (14...14, .digits, true)
    case 4: (16...16, .digits, false)
    case 11...17: (6...6, .digits, false)
    case 20: (2...2, .digits, false)
    case 10, 21, 22: (1...20, .characters, false)
    case 30, 37: (1...8, .digits, false)
    case 31...36: (6...6, .digits, false)
    case 41: (13...13, .digits, name != "418" && name != "419")
    case 39: (1...18, .digits, false)
    default: byName(name)
    }
  }

  private static func byName(_ name: String) -> (ClosedRange<Int>, Content, Bool) {
    switch name {
    case "235": (1...28, .characters, false)
    case "240", "241", "250", "251", "400", "401", "403": (1...30, .characters, false)
    case "242": (1...6, .digits, false)
    case "402": (17...17, .digits, true)
    case "420": (1...20, .characters, false)
    case "421": (4...12, .characters, false)
    case "422", "424", "426": (3...3, .digits, false)
    case "7003": (10...10, .digits, false)
    case "8005": (6...6, .digits, false)
    case "8017", "8018": (18...18, .digits, true)
    default: (1...90, .characters, false)
    }
  }
}
