extension Barcode {
  /// The text under the code, as printers set it: FNC and control characters are a space, a GTIN has its `(01)`.
  package var humanReadable: String {
    switch symbology {
    case .dataBar, .dataBarLimited, .dataBarStacked: return "(01)" + data
    case .code93, .code128:
      var text = ""
      for scalar in data.unicodeScalars {
        text.unicodeScalars.append((0x20...0x7E).contains(scalar.value) ? scalar : " ")
      }
      return text
    default: return data
    }
  }
}
