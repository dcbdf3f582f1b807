/// A two-dimensional code as it shall be on paper.
package struct Symbol: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case qr(QRErrorCorrection)
    case microQR(QRErrorCorrection)
    /// `columns` and `rows` 0: chosen by the maker; `errorCorrection` is the level 0…8, nil by the amount of data.
    case pdf417(columns: Int, rows: Int, errorCorrection: Int?, isTruncated: Bool)
    case microPDF417
    case dataMatrix
    /// `errorCorrection` in percent, 5…95; nil: 23.
    case aztec(errorCorrection: Int?)
    /// 2…6; 2 and 3 carry a postal address (`postcode GS country GS class GS …`).
    case maxiCode(mode: Int)
  }

  package enum QRErrorCorrection: String, Codable, CaseIterable, Hashable, Sendable {
    case low, medium, quartile, high
  }

  package var kind: Kind
  package var data: [UInt8]
  /// The width of a module in dots, 1 to 16. MaxiCode has one size.
  package var moduleSize: Int
  /// PDF417: the height of a row in modules, 2 to 8.
  package var rowHeight: Int

  package init(_ kind: Kind, _ data: [UInt8], moduleSize: Int = 4, rowHeight: Int = 3) {
    self.kind = kind
    self.data = data
    self.moduleSize = moduleSize
    self.rowHeight = rowHeight
  }
}
