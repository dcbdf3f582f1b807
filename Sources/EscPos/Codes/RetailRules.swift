import PosModel

/// EAN, UPC and GS1 DataBar numbers: what is accepted, and how it is written in full.
enum RetailRules {
  static func ean(_ text: String, length: Int, _ name: String) throws(PosError) -> String {
    CodeRules.text(try CodeRules.checked(CodeRules.digits(text, name), length: length, name))
  }

  /// Eight digits: number system, the six that are set, check digit. Given are 6 (number system 0), 7 (with the number
  /// system), 8 (with both), or the 11 or 12 of a UPC-A number that can be shortened.
  static func upcE(_ text: String) throws(PosError) -> String {
    let digits = try CodeRules.digits(text, "UPC-E")
    let system: UInt8
    let six: [UInt8]
    let check: UInt8?
    switch digits.count {
    case 6: (system, six, check) = (0x30, digits, nil)
    case 7: (system, six, check) = (digits[0], Array(digits[1...]), nil)
    case 8: (system, six, check) = (digits[0], Array(digits[1..<7]), digits[7])
    case 11, 12:
      guard let short = UPCE.compressed(digits) else {
        throw CodeRules.wrong(
          "this UPC-A number has no UPC-E form", "print it as UPC-A; UPC-E needs zeros between maker and article")
      }
      (system, six, check) = (digits[0], short, digits.dropFirst(11).first)
    default:
      throw CodeRules.wrong(
        "UPC-E has 6, 7 or 8 digits, or 11 or 12 of a UPC-A number, not \(digits.count)",
        "give the six digits alone, or the UPC-A number")
    }
    guard system == 0x30 || system == 0x31 else {
      throw CodeRules.wrong("UPC-E begins with the number system 0 or 1", "print the article's number as UPC-A")
    }
    guard let full = UPCE.expanded(system, six), UPCE.compressed(full) == six else {
      throw CodeRules.wrong(
        "these six digits are not the shortest form of a UPC-A number", "give the UPC-A number, which posd shortens")
    }
    let all = try CodeRules.checked(full + (check.map { [$0] } ?? []), length: 12, "UPC-E")
    return CodeRules.text([system] + six + all.suffix(1))
  }

  /// The number, a space, and the 2 or 5 digits.
  static func supplemented(
    _ text: String, _ name: String, _ main: (String) throws(PosError) -> String
  ) throws(PosError) -> String {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw CodeRules.wrong(
        "\(name) with a supplement is the number, one space and the supplement",
        "write the 2 or 5 digits of the supplement after a space")
    }
    let supplement = try CodeRules.digits(String(parts[1]), "a supplement")
    guard supplement.count == 2 || supplement.count == 5 else {
      throw CodeRules.wrong("a supplement has 2 or 5 digits, not \(supplement.count)", "pad it with zeros on the left")
    }
    return try main(String(parts[0])) + " " + CodeRules.text(supplement)
  }

  /// The 14 digits of a GTIN for DataBar; `(01)` in front is accepted.
  static func gtin(_ text: String, _ name: String, isLimited: Bool = false) throws(PosError) -> String {
    let number = text.hasPrefix("(01)") ? String(text.dropFirst(4)) : text
    let digits = try CodeRules.checked(CodeRules.digits(number, name), length: 14, name)
    guard !isLimited || digits[0] == 0x30 || digits[0] == 0x31 else {
      throw CodeRules.wrong(
        "DataBar Limited begins with 0 or 1, not \(digits[0] &- 0x30)", "print it as DataBar Omnidirectional")
    }
    return CodeRules.text(digits)
  }
}
