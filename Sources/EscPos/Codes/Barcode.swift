/// A one-dimensional barcode as it shall be on paper.
package struct Barcode: Hashable, Sendable {
  /// Where the human-readable text stands.
  package enum Text: String, Codable, CaseIterable, Hashable, Sendable { case none, above, below, both }

  package var symbology: BarcodeSymbology
  /// The data as its maker writes it: no start, stop or shift characters; check digits may be left out. GS1 data have
  /// their identifiers in parentheses; FNC1 to FNC4 of Code 128 are U+00F1 to U+00F4.
  package var data: String
  /// The width of the narrow element in dots, 1 to 6.
  package var moduleWidth: Int
  /// In dots, 1 to 255.
  package var height: Int
  package var text: Text

  package init(
    _ symbology: BarcodeSymbology, _ data: String, moduleWidth: Int = 2, height: Int = 80, text: Text = .below
  ) {
    self.symbology = symbology
    self.data = data
    self.moduleWidth = moduleWidth
    self.height = height
    self.text = text
  }
}
