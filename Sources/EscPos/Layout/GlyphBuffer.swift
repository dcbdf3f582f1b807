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
    var string = string
    string.withUTF8 { utf8 in
      if repertoire.isPlain(utf8) {
        appendPlain(utf8, metrics)
      } else {
        appendPlanned(utf8, metrics, repertoire)
      }
    }
  }

  private mutating func add(_ bytes: some Collection<UInt8>, dots: Int, _ kind: Glyph.Kind, page: Int8 = 0) {
    let start = text.count
    text.append(contentsOf: bytes)
    glyphs.append(
      Glyph(
        start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: text.count),
        dots: Int32(truncatingIfNeeded: dots), style: UInt16(truncatingIfNeeded: current), kind: kind, page: page))
  }

  private mutating func appendPlain(_ utf8: UnsafeBufferPointer<UInt8>, _ metrics: TypeMetrics) {
    var index = 0
    while index < utf8.count {
      let byte = utf8[index]
      if let control = TextControl(UInt32(byte)) {
        if !(byte == 0x0A && index > 0 && utf8[index - 1] == 0x0D) { add(control, metrics) }
        index += 1
      } else {
        let end = utf8[index...].firstIndex { $0 < 0x20 || $0 == 0x7F } ?? utf8.count
        addPlain(UnsafeBufferPointer(rebasing: utf8[index..<end]), metrics)
        index = end
      }
    }
  }

  /// Characters with no controls among them: beyond ASCII, plain text has none.
  private mutating func addPlain(_ utf8: UnsafeBufferPointer<UInt8>, _ metrics: TypeMetrics) {
    var start = text.count
    text.append(contentsOf: utf8)
    var index = 0
    while index < utf8.count {
      let isNarrow = utf8[index] < 0x80
      let length = isNarrow ? 1 : PlainCodes.length(utf8[index])
      glyphs.append(
        Glyph(
          start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: start + length),
          dots: Int32(truncatingIfNeeded: isNarrow ? metrics.narrow : metrics.wide),
          style: UInt16(truncatingIfNeeded: current), kind: .plain, page: 0))
      start += length
      index += length
    }
  }

  /// Splits at control characters; what is between is the planner's.
  private mutating func appendPlanned(
    _ utf8: UnsafeBufferPointer<UInt8>, _ metrics: TypeMetrics, _ repertoire: Repertoire
  ) {
    var part = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
      if let control = TextControl(scalar.value) {
        appendPlanned(String(part), metrics, repertoire)
        part = String.UnicodeScalarView()
        if !(scalar == "\n" && isAfterReturn) { add(control, metrics) }
      } else {
        part.append(scalar)
      }
      isAfterReturn = scalar == "\r"
    }
    appendPlanned(String(part), metrics, repertoire)
  }

  private mutating func appendPlanned(_ text: String, _ metrics: TypeMetrics, _ repertoire: Repertoire) {
    for run in repertoire.planner.plan(text) {
      // The columns of a run, divided among its clusters; the last takes what division leaves.
      var left = run.columns
      var rest = run.text.count
      for cluster in run.text {
        let columns = rest == 1 ? left : Self.columns(cluster, run, repertoire)
        left -= columns
        rest -= 1
        switch run.kind {
        case .ascii: add(cluster.utf8, dots: columns * metrics.narrow, .plain)
        case .page(let page): add(cluster.utf8, dots: columns * metrics.narrow, .planned, page: Int8(clamping: page))
        case .multiByte:
          // What takes one column is one byte, and set as such.
          let dots = columns == 1 ? metrics.narrow : columns * metrics.wide / 2
          add(cluster.utf8, dots: dots, .planned, page: -1)
        case .drawn where styles[current].style.isRotated:
          // Lying, it is as long as it is high.
          add(cluster.utf8, dots: columns > 0 ? metrics.wide : 0, .drawn)
        case .drawn: add(cluster.utf8, dots: max(0, columns) * metrics.wide / 2, .drawn)
        }
      }
    }
  }

  private static func columns(_ cluster: Character, _ run: TextPlanner.Run, _ repertoire: Repertoire) -> Int {
    switch run.kind {
    case .ascii: cluster.unicodeScalars.count
    case .page(let page): repertoire.planner.pages[page].displayWidth(String(cluster))
    case .multiByte: repertoire.planner.multiByte?.displayWidth(String(cluster)) ?? 0
    case .drawn: repertoire.planner.columns(String(cluster))
    }
  }

  private mutating func add(_ control: TextControl, _ metrics: TypeMetrics) {
    switch control {
    case .lineEnd: add([], dots: 0, .lineEnd)
    case .tab: for _ in 0..<4 { add(CollectionOfOne(0x20), dots: metrics.narrow, .plain) }
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
