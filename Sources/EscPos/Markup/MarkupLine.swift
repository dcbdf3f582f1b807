/// What one line of a markup document, or one property in it, puts on paper.
struct MarkupLine: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// Columns of text: a range of `Markup.columns`.
    case text(Range<Int32>)
    case rule
    case cut
    /// The border becomes `line`, or is no longer.
    case beginRules
    case endRules
    case image(ImageElement)
    case barcode(BarcodeElement)
    case symbol(SymbolElement)
    case raw([UInt8])
  }

  var kind: Kind
  /// An index into `Markup.layouts`.
  var layout: Int32
  /// Its number in the document, from 1.
  var number: Int32

  var prints: Bool {
    switch kind {
    case .text, .rule, .image, .barcode, .symbol, .raw: true
    case .cut, .beginRules, .endRules: false
    }
  }
}

/// A column of one line.
struct MarkupColumn: Hashable, Sendable {
  var align: PrintCommand.Alignment
  /// A range of `Markup.spans`.
  var spans: Range<Int32>
}

/// Text that looks the same all over; `\n` ends a line.
struct MarkupSpan: Hashable, Sendable {
  var text: String
  var look: MarkupLook
}

/// The decoration of text.
struct MarkupLook: Hashable, Sendable {
  var isUnderlined = false
  var isEmphasized = false
  var isInverted = false
  /// How many `^` there were, 0 to 7.
  var carets: UInt8 = 0

  var style: TextStyle {
    var style = TextStyle()
    style.underline = isUnderlined ? .thick : .none
    style.isBold = isEmphasized
    style.isInverted = isInverted
    (style.width, style.height) =
      switch carets {
      case 0: (1, 1)
      case 1: (2, 1)
      case 2: (1, 2)
      default: (Int(carets) - 1, Int(carets) - 1)
      }
    return style
  }
}
