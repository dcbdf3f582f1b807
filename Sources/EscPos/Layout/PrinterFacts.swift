import TextEncodings

/// What layout and encoder ask of a profile for every character, worked out once; one object, so that handing it on
/// costs nothing.
final class PrinterFacts: Sendable {
  let profile: PrinterProfile
  let repertoire: Repertoire
  let quirks: Set<PrinterQuirk>
  /// The print area in dots.
  let dots: Int
  let fonts: FontTable
  let plainCodes: PlainCodes?
  let hasPlainASCII: Bool
  let ruler: PlainRuler
  /// What rules are made of: ─ and ═.
  let hasSingleLine: Bool
  let hasDoubleLine: Bool
  let cutsFull: Bool
  let cutsPartial: Bool
  let size: PrinterProfile.CharacterSize
  /// As `PrinterProfile.rowUnits` and so on.
  let rowUnits: Int
  let rowHeight: Double
  let inlineRowHeight: Double

  init(_ profile: PrinterProfile) {
    self.profile = profile
    repertoire = Repertoire(profile)
    plainCodes = repertoire.plainCodes
    hasPlainASCII = repertoire.hasPlainASCII
    ruler = PlainRuler(repertoire)
    hasSingleLine = repertoire.canSet("─")
    hasDoubleLine = repertoire.canSet("═")
    cutsFull = profile.cuts.contains(.full)
    cutsPartial = profile.cuts.contains(.partial)
    size = profile.size
    rowUnits = profile.rowUnits
    rowHeight = profile.rowHeight
    inlineRowHeight = profile.inlineRowHeight
    quirks = profile.quirks
    dots = max(24, profile.dots)
    fonts = FontTable(profile)
  }

  /// With multipliers that the printer has.
  func limited(_ style: TextStyle) -> TextStyle {
    var style = style
    style.width = min(max(style.width, 1), size.most)
    style.height = min(max(style.height, 1), size.most)
    return style
  }
}

/// The cells of the fonts; one that the printer lacks is the next larger one.
struct FontTable: Sendable {
  let a: PrinterProfile.FontMetrics
  let b: PrinterProfile.FontMetrics
  let c: PrinterProfile.FontMetrics

  init(_ profile: PrinterProfile) {
    a = profile.fonts[.a] ?? PrinterProfile.FontMetrics(width: 12, height: 24)
    b = profile.fonts[.b] ?? a
    c = profile.fonts[.c] ?? b
  }

  subscript(font: TextStyle.Font) -> PrinterProfile.FontMetrics {
    switch font {
    case .a: a
    case .b: b
    case .c: c
    }
  }
}
