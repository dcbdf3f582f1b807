import Barcodes

extension Configuration {
  /// `[[scale-label]]`
  mutating func readScaleLabel(_ table: TableReader) {
    var table = table
    let form =
      "\"26IIIIIAAAAAQQQQQC\": digits, ? any digit, I item, A amount, W weight, Q quantity, P price check digit, "
      + "C check digit"
    let amount = table.number("amount-decimals", in: 0...6) ?? 2
    let weight = table.number("weight-decimals", in: 0...6) ?? 3
    let quantity = table.number("quantity-decimals", in: 0...6) ?? 3
    let pattern = table.parsed("pattern", form: form) {
      ScaleLabelPattern($0, amountDecimals: amount, weightDecimals: weight, quantityDecimals: quantity)
    }
    if let pattern {
      scanRules.scaleLabels.append(pattern)
    } else if !table.has("pattern") {
      table.fail("[[scale-label]] needs a pattern")
    }
    table.finish()
  }

  /// `[[code-prefix]]`
  mutating func readCodePrefix(_ table: TableReader) {
    var table = table
    let prefix = table.text("prefix")
    let kind = table.word("kind", of: CodePrefix.kinds)
    if !table.has("prefix") || !table.has("kind") { table.fail("[[code-prefix]] needs a prefix and a kind") }
    if let prefix, !(1...24).contains(prefix.utf8.count) {
      table.fail("prefix", "must be 1 to 24 characters")
    } else if let prefix, let kind {
      scanRules.prefixes.append(CodePrefix(prefix, kind))
    }
    table.finish()
  }
}
