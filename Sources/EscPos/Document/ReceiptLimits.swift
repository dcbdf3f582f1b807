/// The bounds of a receipt; whatever a client sends, memory and paper stay within them.
package enum ReceiptLimits {
  /// Elements, cells and spans together.
  package static let elements = 10_000
  /// Of boxes in boxes.
  package static let nesting = 16
  /// Bytes of UTF-8 of all texts together.
  package static let text = 1 << 20
  /// Of plain text, 400 m of paper.
  package static let lines = 100_000
  package static let columns = 64
  /// Bytes of all pictures together.
  package static let images = 12 << 20
  package static let raw = 1 << 20
  package static let feedLines = 255
  package static let feedDots = 2_000
  /// Of a page, in dots.
  package static let pageHeight = 2_400
  package static let pageWidth = 1_000
}
