import PosModel

/// A two-dimensional code on lines of its own.
package struct SymbolElement: Hashable, Sendable {
  package var symbol: Symbol
  package var align: PrintCommand.Alignment

  package init(_ symbol: Symbol, align: PrintCommand.Alignment = .left) {
    self.symbol = symbol
    self.align = align
  }
}

extension SymbolElement: Codable {
  static let members =
    [
      "code2D", "type", "size", "errorCorrection", "columns", "rows", "truncated", "rowHeight", "mode", "base64",
      "align",
    ]

  package init(from decoder: any Decoder) throws {
    let reader = try MemberReader(decoder, of: "a two-dimensional code", knows: Self.members)
    let type = try reader.word("type", of: PrinterProfile.SymbolName.self) ?? .qr
    for (member, types) in Self.ownMembers where reader.has(member) && !types.contains(type) {
      throw reader.wrong(member, "means nothing for \(type.rawValue)")
    }
    let data: [UInt8] =
      if try reader.value("base64") ?? false {
        try reader.need("code2D", as: Base64Bytes.self).bytes
      } else {
        Array(try reader.need("code2D", as: String.self).utf8)
      }
    self.init(
      Symbol(
        try Self.kind(type, reader), data, moduleSize: try reader.value("size") ?? 4,
        rowHeight: try reader.value("rowHeight") ?? 3),
      align: try reader.word("align") ?? .left)
  }

  /// The members that only some types have.
  static let ownMembers: [(String, Set<PrinterProfile.SymbolName>)] = [
    ("errorCorrection", [.qr, .microQR, .pdf417, .aztec]), ("columns", [.pdf417]), ("rows", [.pdf417]),
    ("truncated", [.pdf417]), ("rowHeight", [.pdf417, .microPDF417]), ("mode", [.maxiCode]),
  ]

  private static func kind(_ type: PrinterProfile.SymbolName, _ reader: MemberReader) throws -> Symbol.Kind {
    switch type {
    case .qr: .qr(try reader.word("errorCorrection") ?? .medium)
    case .microQR: .microQR(try reader.word("errorCorrection") ?? .low)
    case .pdf417:
      .pdf417(
        columns: try reader.value("columns") ?? 0, rows: try reader.value("rows") ?? 0,
        errorCorrection: try reader.value("errorCorrection"), isTruncated: try reader.value("truncated") ?? false)
    case .microPDF417: .microPDF417
    case .dataMatrix: .dataMatrix
    case .aztec: .aztec(errorCorrection: try reader.value("errorCorrection"))
    case .maxiCode: .maxiCode(mode: try reader.value("mode") ?? 4)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    let text = String(decoding: symbol.data, as: UTF8.self)
    if Array(text.utf8) == symbol.data {
      try writer.write("code2D", text)
    } else {
      try writer.write("code2D", Base64Bytes(symbol.data))
      try writer.write("base64", true)
    }
    try writer.write("type", symbol.kind.name.rawValue)
    try writer.write("size", symbol.moduleSize, unless: 4)
    try writer.write("align", align, unless: .left)
    switch symbol.kind {
    case .qr(let level), .microQR(let level): try writer.write("errorCorrection", level)
    case .pdf417(let columns, let rows, let level, let isTruncated):
      try writer.write("columns", columns, unless: 0)
      try writer.write("rows", rows, unless: 0)
      try writer.write("errorCorrection", level, unless: nil)
      try writer.write("truncated", isTruncated, unless: false)
      try writer.write("rowHeight", symbol.rowHeight, unless: 3)
    case .microPDF417: try writer.write("rowHeight", symbol.rowHeight, unless: 3)
    case .dataMatrix: break
    case .aztec(let level): try writer.write("errorCorrection", level, unless: nil)
    case .maxiCode(let mode): try writer.write("mode", mode, unless: 4)
    }
  }

  func checked() throws(ReceiptFault) -> SymbolElement {
    try ReceiptFault.check("size", symbol.moduleSize, 1...16)
    try ReceiptFault.check("rowHeight", symbol.rowHeight, 2...8)
    switch symbol.kind {
    case .pdf417(let columns, let rows, let level, _):
      try ReceiptFault.check("columns", columns, 0...30)
      try ReceiptFault.check("rows", rows == 0 ? 3 : rows, 3...90)
      try ReceiptFault.check("errorCorrection", level, 0...8)
    case .aztec(let level): try ReceiptFault.check("errorCorrection", level, 5...95)
    case .maxiCode(let mode): try ReceiptFault.check("mode", mode, 2...6)
    case .qr, .microQR, .microPDF417, .dataMatrix: break
    }
    guard symbol.data.count <= 7_089 else { throw ReceiptFault("code2D", "is over 7,089 bytes") }
    var element = self
    do {
      element.symbol = try symbol.checked()
    } catch {
      throw ReceiptFault("code2D", error.message)
    }
    return element
  }
}
