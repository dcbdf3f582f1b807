import PosModel

/// The symbologies of warehouses and libraries: their alphabets and what is written in full.
enum LinearRules {
  /// The longest data of GS k function B.
  static let longest = 255

  static func itf(_ text: String) throws(PosError) -> String {
    let digits = try CodeRules.digits(text, "ITF")
    try length(digits, "ITF", 2...254)
    guard digits.count.isMultiple(of: 2) else {
      throw CodeRules.wrong(
        "ITF sets digits in pairs, and these are \(digits.count)",
        "put a 0 in front, or the check digit at the end, as whoever reads it expects")
    }
    return text
  }

  static func code2of5(_ text: String) throws(PosError) -> String {
    try length(CodeRules.digits(text, "Code 2 of 5"), "Code 2 of 5", 1...80)
    return text
  }

  /// With its start and stop letters in upper case; A and A when there are none.
  static func codabar(_ text: String) throws(PosError) -> String {
    let remedy = "Codabar holds digits and - $ : / . + between a start and a stop letter of A to D"
    var data = try CodeRules.ascii(text, "Codabar", remedy: remedy)
    let letter = { (byte: UInt8?) -> UInt8? in
      guard let byte else { return nil }
      let upper = byte & 0xDF
      return (0x41...0x44).contains(upper) && byte >= 0x41 ? upper : nil
    }
    switch (letter(data.first), letter(data.last)) {
    case (let start?, let stop?) where data.count >= 2:
      data = [start] + data[1..<(data.count - 1)] + [stop]
    case (nil, nil):
      data = [0x41] + data + [0x41]
    default:
      throw CodeRules.wrong("Codabar needs a start and a stop letter, and has one of them", remedy)
    }
    try length(data, "Codabar", 3...longest)
    let inside = Array(data[1..<(data.count - 1)])
    try CodeRules.require(inside, "Codabar", remedy: remedy) {
      CodeRules.isDigit($0) || Array("-$:/.+".utf8).contains($0)
    }
    return CodeRules.text(data)
  }

  /// Without the asterisks that start and stop it. Full ASCII is not set: a scanner reads it only when it was told to.
  static func code39(_ text: String) throws(PosError) -> String {
    let remedy = "Code 39 holds A–Z, digits, space and - . $ / + %; lower case and the rest need Code 128 or Code 93"
    var data = try CodeRules.ascii(text, "Code 39", remedy: remedy)
    if data.count >= 2 && data.first == 0x2A && data.last == 0x2A { data = Array(data[1..<(data.count - 1)]) }
    try length(data, "Code 39", 1...longest)
    try CodeRules.require(data, "Code 39", remedy: remedy) {
      CodeRules.isDigit($0) || (0x41...0x5A).contains($0) || Array(" -.$/+%".utf8).contains($0)
    }
    return CodeRules.text(data)
  }

  /// All of ASCII.
  static func code93(_ text: String) throws(PosError) -> String {
    let data = try CodeRules.ascii(text, "Code 93", remedy: "Code 93 holds ASCII; a QR code holds any text")
    try length(data, "Code 93", 1...longest)
    return text
  }

  static func length(_ data: [UInt8], _ name: String, _ range: ClosedRange<Int>) throws(PosError) {
    guard range.contains(data.count) else {
      throw CodeRules.wrong(
        "\(name) holds \(range.lowerBound) to \(range.upperBound) characters, not \(data.count)",
        data.count < range.lowerBound ? "give it data" : "shorten the data, or print a QR code")
    }
  }
}
