import PosModel

extension Symbol {
  /// How zint draws it. Throws what `checked()` throws.
  package func zintOrder() throws(PosError) -> ZintOrder {
    let symbol = try checked()
    var order = ZintOrder(kind.zintSymbology, symbol.data, moduleWidth: moduleSize)
    switch symbol.kind {
    case .qr(let correction), .microQR(let correction): order.option1 = correction.level + 1
    case .pdf417(let columns, let rows, let level, _):
      order.option1 = level ?? 0
      order.option2 = columns
      order.option3 = rows
      order.rowHeight = rowHeight
    case .dataMatrix: order.option3 = 100
    case .aztec(let percent):
      let percent = percent ?? 23
      // zint knows 10, 23, 36 and 50 percent. In a size that was asked for it fills with correction what is left.
      if percent > 50, let size = AztecSize.smallest(symbol.data, percent: percent)?.size {
        order.option2 = size
      } else {
        order.option1 = 1 + ([10, 23, 36].firstIndex { $0 >= percent } ?? 3)
      }
    case .maxiCode(let mode):
      order.option1 = mode
      if mode == 2 || mode == 3 {
        let address = try MaxiCodeData(symbol.data, mode: mode)
        order.primary = address.primary
        // zint refuses an empty message.
        order.data = address.message.isEmpty ? address.header + [0x20] : address.header + address.message
      }
    case .microPDF417: break
    }
    return order
  }
}
