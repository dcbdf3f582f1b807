import PosModel

/// A one-dimensional barcode on lines of its own.
package struct BarcodeElement: Hashable, Sendable {
  package var barcode: Barcode
  package var align: PrintCommand.Alignment

  package init(_ barcode: Barcode, align: PrintCommand.Alignment = .left) {
    self.barcode = barcode
    self.align = align
  }
}

extension BarcodeElement: Codable {
  static let members = ["barcode", "type", "height", "width", "hri", "align"]

  package init(from decoder: any Decoder) throws {
    let reader = try MemberReader(decoder, of: "a barcode", knows: Self.members)
    let data = try reader.need("barcode", as: String.self)
    guard let type = try reader.word("type", of: BarcodeSymbology.self) else {
      _ = try reader.need("type", as: String.self)
      throw reader.wrong("type", "is missing")
    }
    self.init(
      Barcode(
        type, data, moduleWidth: try reader.value("width") ?? 2, height: try reader.value("height") ?? 80,
        text: try reader.word("hri") ?? .below),
      align: try reader.word("align") ?? .left)
  }

  package func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    try writer.write("barcode", barcode.data)
    try writer.write("type", barcode.symbology)
    try writer.write("width", barcode.moduleWidth, unless: 2)
    try writer.write("height", barcode.height, unless: 80)
    try writer.write("hri", barcode.text, unless: .below)
    try writer.write("align", align, unless: .left)
  }

  func checked() throws(ReceiptFault) -> BarcodeElement {
    try ReceiptFault.check("width", barcode.moduleWidth, 1...6)
    try ReceiptFault.check("height", barcode.height, 1...255)
    guard barcode.data.utf8.count <= 255 else { throw ReceiptFault("barcode", "is over 255 bytes") }
    var element = self
    do {
      element.barcode = try barcode.checked()
    } catch {
      throw ReceiptFault("barcode", error.message)
    }
    return element
  }
}
