import PosModel

extension Barcode {
  /// How zint draws it, without text.
  ///
  /// Throws what `checked()` throws, and for FNC characters in Code 128 but a first FNC3, which
  /// zint 2.11 cannot take.
  package func zintOrder() throws(PosError) -> ZintOrder {
    let code = try checked()
    let bytes = Array(code.data.utf8)
    var order = ZintOrder(symbology.zintSymbology, bytes, moduleWidth: moduleWidth)
    order.height = height
    switch symbology {
    case .upcASupplement, .upcESupplement, .ean8Supplement, .ean13Supplement:
      order.data = bytes.map { $0 == 0x20 ? UInt8(ascii: "+") : $0 }
    case .dataBar, .dataBarLimited, .dataBarStacked: order.data = Array(bytes.dropLast())
    case .gs1128, .dataBarExpanded, .dataBarExpandedStacked:
      order.inputMode = ZintOrder.gs1Mode
      let elements = try ElementStrings(code.data, symbology.rawValue).elements
      order.data = elements.reduce(into: []) { $0 += Array("[\($1.identifier.name)]".utf8) + $1.data }
    case .code128:
      order.isProgramming = code.data.unicodeScalars.first?.value == 0xF3
      // FNC3 is two bytes of UTF-8.
      if order.isProgramming { order.data = Array(bytes.dropFirst(2)) }
      guard order.data.allSatisfy({ $0 < 0x80 }) else {
        throw PosError(
          .unsupported,
          "FNC characters of Code 128, but FNC3 at the beginning, can be set by a printer only, not drawn",
          remedy: "print it on a printer with Code 128, or use GS1-128 for GS1 data")
      }
    default: break
    }
    if symbology == .dataBarStacked || symbology == .dataBarExpandedStacked { order.height = 0 }
    return order
  }
}
