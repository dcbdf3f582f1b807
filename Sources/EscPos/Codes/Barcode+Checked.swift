import PosModel

extension Barcode {
  /// The same barcode with its data in full (check digits, start letters, number systems), or what is wrong with it.
  ///
  /// A check digit that is missing is computed; one that is given is verified. Stacked codes carry no text.
  package func checked() throws(PosError) -> Barcode {
    guard (1...6).contains(moduleWidth) else {
      throw CodeRules.wrong("a module is 1 to 6 dots wide, not \(moduleWidth)", "2 or 3 suits most scanners")
    }
    guard (1...255).contains(height) else {
      throw CodeRules.wrong("a barcode is 1 to 255 dots high, not \(height)", "80 dots are 10 mm")
    }
    var checked = self
    checked.data = try checkedData()
    if symbology == .dataBarStacked || symbology == .dataBarExpandedStacked { checked.text = .none }
    return checked
  }

  private func checkedData() throws(PosError) -> String {
    switch symbology {
    case .upcA: return try RetailRules.ean(data, length: 12, "UPC-A")
    case .upcE: return try RetailRules.upcE(data)
    case .ean8: return try RetailRules.ean(data, length: 8, "EAN-8")
    case .ean13: return try RetailRules.ean(data, length: 13, "EAN-13")
    case .upcASupplement:
      return try RetailRules.supplemented(data, "UPC-A") { number throws(PosError) in
        try RetailRules.ean(number, length: 12, "UPC-A")
      }
    case .upcESupplement: return try RetailRules.supplemented(data, "UPC-E", RetailRules.upcE)
    case .ean8Supplement:
      return try RetailRules.supplemented(data, "EAN-8") { number throws(PosError) in
        try RetailRules.ean(number, length: 8, "EAN-8")
      }
    case .ean13Supplement:
      return try RetailRules.supplemented(data, "EAN-13") { number throws(PosError) in
        try RetailRules.ean(number, length: 13, "EAN-13")
      }
    case .code2of5: return try LinearRules.code2of5(data)
    case .itf: return try LinearRules.itf(data)
    case .codabar: return try LinearRules.codabar(data)
    case .code39: return try LinearRules.code39(data)
    case .code93: return try LinearRules.code93(data)
    case .code128:
      let code = try Code128Data(data)
      try LinearRules.length(code.escPos, "Code 128", 1...LinearRules.longest)
      return data
    case .gs1128: return try elements("GS1-128", longest: 48).text
    case .dataBar: return try RetailRules.gtin(data, "DataBar")
    case .dataBarStacked: return try RetailRules.gtin(data, "DataBar Stacked")
    case .dataBarLimited: return try RetailRules.gtin(data, "DataBar Limited", isLimited: true)
    case .dataBarExpanded: return try elements("DataBar Expanded", longest: 74).text
    case .dataBarExpandedStacked: return try elements("DataBar Expanded Stacked", longest: 74).text
    }
  }

  /// 48 symbol characters of GS1-128 (GS1 General Specifications, 5.4.1), 74 of DataBar Expanded (5.5.2.3).
  private func elements(_ name: String, longest: Int) throws(PosError) -> ElementStrings {
    let elements = try ElementStrings(data, name)
    let count = elements.symbols.count
    guard count <= longest else {
      throw CodeRules.wrong(
        "\(name) holds \(longest) characters with identifiers and separators, not \(count)",
        "leave elements out, or print a Data Matrix or QR code")
    }
    return elements
  }
}
