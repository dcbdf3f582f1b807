/// The columns of text that is drawn because the printer has no glyphs for it.
enum DrawnWidth {
  /// Two for what East Asia sets wide and for emoji, one for another character, none for a mark that stands alone.
  static func columns(of scalars: some Collection<Unicode.Scalar>) -> Int {
    guard let first = scalars.first else { return 0 }
    // A variation selector 16 asks for the emoji; nothing else of use comes after a whole flag.
    if scalars.prefix(8).contains(where: { isWide($0) || $0 == "\u{FE0F}" }) { return 2 }
    return takesNoColumn(first) ? 0 : 1
  }

  static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x1100 else { return false }
    if 0x4E00...0x9FFF ~= scalar.value || 0x1F1E6...0x1F1FF ~= scalar.value { return true }
    var low = 0
    var high = wide.count / 2
    while low < high {
      let middle = (low + high) / 2
      if wide[2 * middle + 1] < scalar.value { low = middle + 1 } else { high = middle }
    }
    return 2 * low < wide.count && wide[2 * low] <= scalar.value
  }

  static func takesNoColumn(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }
    return switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: true
    default: false
    }
  }
}
