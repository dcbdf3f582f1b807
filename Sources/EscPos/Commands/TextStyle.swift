/// How text looks on paper; each combination is one that ESC/POS can say.
package struct TextStyle: Hashable, Sendable {
  package enum Font: String, Codable, CaseIterable, Hashable, Sendable { case a, b, c }
  package enum Underline: Int, Codable, CaseIterable, Hashable, Sendable { case none = 0, thin = 1, thick = 2 }

  package var font = Font.a
  /// Width and height multipliers, 1 to 8 (GS !).
  package var width: Int {
    get { Int(wide) }
    set { wide = UInt8(clamping: newValue) }
  }
  package var height: Int {
    get { Int(tall) }
    set { tall = UInt8(clamping: newValue) }
  }
  package var isBold = false
  package var underline = Underline.none
  /// White on black (GS B).
  package var isInverted = false
  /// The second colour, where the ribbon or the paper has one (ESC r).
  package var isRed = false
  /// Each character turned by 90° clockwise (ESC V).
  package var isRotated = false
  /// Whole lines turned by 180° (ESC {).
  package var isUpsideDown = false

  /// In bytes, since styles are copied and compared for every cell.
  private var wide: UInt8 = 1
  private var tall: UInt8 = 1

  package init() {}
}
