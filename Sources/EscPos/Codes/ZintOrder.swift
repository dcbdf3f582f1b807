/// What zint 2.11 is to be told to draw a code: the fields of `struct zint_symbol` and the data.
package struct ZintOrder: Hashable, Sendable {
  /// `input_mode`: bytes as they are, and GS1 element strings in square brackets.
  package static let dataMode = 0
  package static let gs1Mode = 2

  package var symbology: Int
  package var data: [UInt8]
  /// MaxiCode of mode 2 and 3: postcode, country, service.
  package var primary = ""
  /// Error correction of QR (1–4), Micro QR (1–3), PDF417 (0–8) and Aztec (1–4); mode of MaxiCode; 0: zint's own.
  package var option1 = 0
  /// Columns of PDF417 and stacked DataBar Expanded; the size of Aztec, 1 to 36.
  package var option2 = 0
  /// Rows of PDF417; 100 (DM_SQUARE) for Data Matrix.
  package var option3 = 0
  package var inputMode = ZintOrder.dataMode
  /// The width of a module in dots.
  package var moduleWidth: Int
  /// Of the bars in dots; 0: the symbology has its own height.
  package var height = 0
  /// Of a row in modules; PDF417 only.
  package var rowHeight = 0

  init(_ symbology: Int, _ data: [UInt8], moduleWidth: Int) {
    self.symbology = symbology
    self.data = data
    self.moduleWidth = moduleWidth
  }
}
