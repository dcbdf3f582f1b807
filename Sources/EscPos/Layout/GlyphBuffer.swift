import TextEncodings

/// Text taken apart into glyphs; kept from line to line, so that its memory is used again.
struct GlyphBuffer {
  private(set) var text: [UInt8] = []
  private(set) var glyphs: [Glyph] = []
  private(set) var styles: [(style: TextStyle, metrics: TypeMetrics)] = []

  /// The style of what comes next.
  private var current = 0

  mutating func removeAll() {
    text.removeAll(keepingCapacity: true)
    glyphs.removeAll(keepingCapacity: true)
    styles.removeAll(keepingCapacity: true)
  }

  /// Line ends become glyphs, tabs four spaces; other control characters are dropped, so that text carries no command.
  mutating func append(_ string: String, _ style: TextStyle, _ metrics: TypeMetrics, _ repertoire: Repertoire) {
    current = styles.lastIndex { $0.style == style } ?? styles.count
    if current == styles.count { styles.append((style, metrics)) }
    let isSimple =
      string.utf8.withContiguousStorageIfAvailable { utf8 in
        guard !Repertoire.isComplex(utf8) else { return false }
        appendSimple(utf8, metrics, repertoire)
        return true
      } ?? false
    if !isSimple { appendComplex(string, metrics, repertoire) }
  }

  private mutating func add(_ bytes: some Collection<UInt8>, dots: Int, _ kind: Glyph.Kind) {
    let start = text.count
    text.append(contentsOf: bytes)
    glyphs.append(
      Glyph(
        start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: text.count),
        dots: Int32(truncatingIfNeeded: dots), style: UInt16(truncatingIfNeeded: current), kind: kind))
  }

  private mutating func appendSimple(
    _ utf8: UnsafeBufferPointer<UInt8>, _ metrics: TypeMetrics, _ repertoire: Repertoire
  ) {
    var index = 0
    var isAfterReturn = false
    while index < utf8.count {
      let (value, length) = Repertoire.scalar(utf8, index)
      let bytes = utf8[index..<min(index + length, utf8.count)]
      index += length
      if let control = TextControl(value) {
        if !(value == 0x0A && isAfterReturn) { add(control, metrics) }
      } else if value < 0x80 {
        add(bytes, dots: metrics.narrow, .native)
      } else {
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        switch repertoire.place(of: scalar) {
        case .multiByte: add(bytes, dots: metrics.wide, .native)
        case .page, .single: add(bytes, dots: metrics.narrow, .native)
        case .none: add(bytes, dots: repertoire.planner.columns(String(scalar)) * metrics.wide / 2, .drawn)
        }
      }
      isAfterReturn = value == 0x0D
    }
  }

  private mutating func appendComplex(_ string: String, _ metrics: TypeMetrics, _ repertoire: Repertoire) {
    for character in string {
      if let first = character.unicodeScalars.first, let control = TextControl(first.value) {
        add(control, metrics)
        continue
      }
      let one = String(character)
      for run in repertoire.planner.plan(one) {
        switch run.kind {
        case .ascii, .page: add(run.text.utf8, dots: run.columns * metrics.narrow, .native)
        case .multiByte: add(run.text.utf8, dots: run.columns * metrics.wide / 2, .native)
        case .drawn: add(run.text.utf8, dots: max(1, run.columns) * metrics.wide / 2, .drawn)
        }
      }
    }
  }

  private mutating func add(_ control: TextControl, _ metrics: TypeMetrics) {
    switch control {
    case .lineEnd: add([], dots: 0, .lineEnd)
    case .tab: for _ in 0..<4 { add(CollectionOfOne(0x20), dots: metrics.narrow, .native) }
    case .nothing: break
    }
  }
}

/// What a control character in a text means on paper.
enum TextControl {
  case lineEnd, tab, nothing

  init?(_ value: UInt32) {
    switch value {
    case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: self = .lineEnd
    case 0x09: self = .tab
    case 0..<0x20, 0x7F..<0xA0: self = .nothing
    default: return nil
    }
  }
}
