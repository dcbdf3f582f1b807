/// How the shop's scales write their labels: `26IIIIIAAAAAQQQQQC`.
///
/// Digits stand for themselves and `?` for any digit; `I` is the item, `A` the amount, `W` the weight, `Q` the quantity,
/// `P` the check digit of the amount, or of the weight where there is none, `C` that of the whole code.
package struct ScaleLabelPattern: Hashable, Sendable, CustomStringConvertible {
  package let description: String
  /// How many of the last digits stand behind the decimal point.
  package var amountDecimals: Int
  package var weightDecimals: Int
  package var quantityDecimals: Int
  private let letters: [UInt8]
  private let item: Range<Int>
  private let amount: Range<Int>?
  private let weight: Range<Int>?
  private let quantity: Range<Int>?
  private let priceCheck: Int?
  private let hasCheckDigit: Bool

  /// nil unless it is 8 to 24 of these characters, each letter in one run, with an item, a check digit that, if any,
  /// comes last, and a price check digit, if any, of an amount or weight of four or five digits.
  package init?(_ text: String, amountDecimals: Int = 2, weightDecimals: Int = 3, quantityDecimals: Int = 3) {
    let letters = Array(text.utf8)
    guard (8...24).contains(letters.count),
      letters.allSatisfy({ CheckDigit.isDigit($0) || "?IAWQPC".utf8.contains($0) }),
      let item = Self.run("I", letters)
    else { return nil }
    for letter in "IAWQPC".unicodeScalars {
      guard let run = Self.run(letter, letters) else { continue }
      guard run.count == letters.count(where: { $0 == UInt8(truncatingIfNeeded: letter.value) }) else { return nil }
    }
    self.item = item
    amount = Self.run("A", letters)
    weight = Self.run("W", letters)
    quantity = Self.run("Q", letters)
    let check = Self.run("C", letters)
    guard check == nil || check == (letters.count - 1)..<letters.count else { return nil }
    hasCheckDigit = check != nil
    let price = Self.run("P", letters)
    if let price {
      guard price.count == 1, let checked = amount ?? weight, (4...5).contains(checked.count) else { return nil }
    }
    priceCheck = price?.lowerBound
    for (decimals, run) in [(amountDecimals, amount), (weightDecimals, weight), (quantityDecimals, quantity)] {
      guard (0...6).contains(decimals), run == nil || run.map({ $0.count >= decimals }) == true else { return nil }
    }
    self.letters = letters
    self.amountDecimals = amountDecimals
    self.weightDecimals = weightDecimals
    self.quantityDecimals = quantityDecimals
    description = text
  }

  /// What the label says; nil if its length or its fixed digits are others, or a check digit is wrong.
  package func read(_ digits: [UInt8]) -> ScaleLabel? {
    guard digits.count == letters.count else { return nil }
    for (digit, letter) in zip(digits, letters) {
      guard CheckDigit.isDigit(digit), !CheckDigit.isDigit(letter) || digit == letter else { return nil }
    }
    if hasCheckDigit && !CheckDigit.isValid(digits) { return nil }
    if let priceCheck, let checked = amount ?? weight, PriceCheckDigit.of(digits[checked]) != digits[priceCheck] {
      return nil
    }
    return ScaleLabel(
      pattern: description, item: String(decoding: digits[item], as: UTF8.self),
      amount: amount.map { Self.decimal(digits[$0], amountDecimals) },
      weight: weight.map { Self.decimal(digits[$0], weightDecimals) },
      quantity: quantity.map { Self.decimal(digits[$0], quantityDecimals) }, isPriceChecked: priceCheck != nil)
  }

  /// From its first place to the end of the row.
  private static func run(_ letter: Unicode.Scalar, _ letters: [UInt8]) -> Range<Int>? {
    let letter = UInt8(truncatingIfNeeded: letter.value)
    guard let start = letters.firstIndex(of: letter) else { return nil }
    let end = letters[start...].firstIndex { $0 != letter } ?? letters.count
    return start..<end
  }

  /// `01575` with two decimals is `15.75`.
  private static func decimal(_ digits: ArraySlice<UInt8>, _ decimals: Int) -> String {
    var whole = digits.dropLast(decimals).drop { $0 == 0x30 }
    if whole.isEmpty { whole = [0x30] }
    let fraction = decimals > 0 ? [UInt8(ascii: ".")] + digits.suffix(decimals) : []
    return String(decoding: whole + fraction, as: UTF8.self)
  }

  /// What is tried where the configuration names no pattern: the layouts that GS1 and the makers of scales document.
  package static let common: [ScaleLabelPattern] = [
    "2?IIIIIAAAAAC", "2?IIIIIWWWWWC", "2IIIIIIAAAAAC", "2IIIIIIWWWWWC", "2?IIIIPAAAAAC", "2?IIIIIPAAAAC",
    "02IIIIIAAAAAC", "02IIIIIPAAAAC", "2?IIIIIAAAAAQQQQQC",
  ].compactMap { ScaleLabelPattern($0) }
}
