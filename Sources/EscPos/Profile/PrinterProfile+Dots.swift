/// The shape of what pictures are made of.
extension PrinterProfile {
  /// How high a row of ESC * with 8 dots is in units along the paper: 1/72 inch on impact printers (Epson TM-U220, ESC *),
  /// three dots on others.
  package var column8Units: Int {
    quirks.contains(.packsColumn8Rows) ? 1 : dpiAlong.map { max(1, $0 / 72) } ?? 3
  }

  /// How high a row of a picture is, in units along the paper.
  package var rowUnits: Int { imageCommand == .column8 ? column8Units : 1 }

  /// How many times as high as wide a dot of a picture is; 0.1 to 10.
  package var rowHeight: Double { rowHeight(ofUnits: rowUnits) }

  /// The same of a dot in the middle of a line.
  package var inlineRowHeight: Double { rowHeight(ofUnits: 1) }

  private func rowHeight(ofUnits units: Int) -> Double {
    min(max(Double(units * dpi) / Double(max(1, dpiAlong ?? dpi)), 0.1), 10)
  }
}
