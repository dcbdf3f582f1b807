import PosModel

extension Barcode {
  /// How zint draws it, without text.
  ///
  /// Throws what `checked()` throws, and for Code 128 and GS1-128, which are `code128Modules()`.
  package func zintOrder() throws(PosError) -> ZintOrder {
    let code = try checked()
    let bytes = Array(code.data.utf8)
    var order = ZintOrder(symbology.zintSymbology, bytes, moduleWidth: moduleWidth)
    order.height = height
    switch symbology {
    case .upcASupplement, .upcESupplement, .ean8Supplement, .ean13Supplement:
      order.data = bytes.map { $0 == 0x20 ? UInt8(ascii: "+") : $0 }
    case .dataBar, .dataBarLimited, .dataBarStacked: order.data = Array(bytes.dropLast())
    case .dataBarExpanded, .dataBarExpandedStacked:
      order.inputMode = ZintOrder.gs1Mode
      let elements = try ElementStrings(code.data, symbology.rawValue).elements
      order.data = elements.reduce(into: []) { $0 += Array("[\($1.identifier.name)]".utf8) + $1.data }
    case .code128, .gs1128: throw PosError(.unsupported, "zint 2.11 takes no FNC characters in Code 128")
    default: break
    }
    if symbology == .dataBarStacked || symbology == .dataBarExpandedStacked { order.height = 0 }
    return order
  }
}
