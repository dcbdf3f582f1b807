/// Splits a text into clusters and says of each which encodings of a printer have it.
struct ClusterReading {
  private let planner: TextPlanner
  private let multiByte: CodeTable?
  private let pages: [CodeTable]
  private var known: [Unicode.Scalar: (options: Options, columns: Int)] = [:]

  init(_ planner: TextPlanner) {
    self.planner = planner
    multiByte = planner.multiByte.map(CodeTable.init)
    pages = planner.pages.map(CodeTable.init)
  }

  mutating func clusters(_ text: String) -> [Cluster] {
    var clusters: [Cluster] = []
    var offset = 0
    for character in text {
      for piece in character.printedPieces {
        let end = offset + piece.reduce(0) { $0 + UTF8.width($1) }
        if let cluster = cluster(piece, offset..<end) { clusters.append(cluster) }
        offset = end
      }
    }
    return clusters
  }

  /// nil for what leaves nothing on paper: joiners, direction controls, soft hyphens.
  private mutating func cluster(_ all: some Collection<Unicode.Scalar>, _ place: Range<Int>) -> Cluster? {
    var visible: [Unicode.Scalar] = []
    for scalar in all where !Composition.isInvisible(scalar.value) && scalar != "\u{AD}" {
      if let last = visible.last, Composition.isMark(scalar.value),
        let composed = Composition.compose(last, scalar)
      {
        visible[visible.count - 1] = composed
      } else {
        visible.append(scalar)
      }
    }
    guard let first = visible.first else { return nil }
    let drawnColumns = DrawnWidth.columns(of: all)
    var cluster = Cluster(
      cell: .init(start: place.lowerBound, end: place.upperBound, scalar: first, columns: drawnColumns, kind: .drawn),
      drawnColumns: drawnColumns, script: Script(first))
    if visible.allSatisfy({ $0.isASCII && !planner.unsafeASCII.contains($0) }) {
      cluster.cell.kind = .ascii
      cluster.cell.columns = visible.count
    } else if visible.count == 1, cluster.script != .rightToLeft {
      (cluster.options, cluster.multiByteColumns) = options(of: first)
    }
    return cluster
  }

  private mutating func options(of scalar: Unicode.Scalar) -> (Options, Int) {
    if let known = known[scalar] { return known }
    var exact = Options.none
    var any = Options.none
    if multiByte?.exactCode(of: scalar) != nil { exact.insert(.multiByte) }
    let code = multiByte?.code(of: scalar)
    if code != nil { any.insert(.multiByte) }
    for (index, page) in pages.enumerated() {
      if page.exactCode(of: scalar) != nil { exact.insert(.page(index)) }
      if page.code(of: scalar) != nil { any.insert(.page(index)) }
    }
    var options = exact.isEmpty || Self.isAsGoodAsItsSubstitute(scalar) ? any : exact
    options = ofRightWidth(options, scalar)
    known[scalar] = (options, code?.width ?? 0)
    return (options, code?.width ?? 0)
  }

  /// ¥ and ￥, the spaces and the hyphens: no reason to switch to the encoding that has the very one.
  private static func isAsGoodAsItsSubstitute(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{A5}", "\u{FFE5}", "\u{A0}", "\u{2009}", "\u{202F}", "\u{2010}", "\u{2011}": true
    default: false
    }
  }

  /// Letters of one column stay out of the double-byte set if a page has them, wide characters out of the pages.
  private func ofRightWidth(_ options: Options, _ scalar: Unicode.Scalar) -> Options {
    var pages = options
    pages.remove(.multiByte)
    switch scalar.value {
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2AF, 0x370...0x52F, 0x1E00...0x1FFF:
      return pages.isEmpty ? options : pages
    case 0xFFE5: return options
    // The eleven ideographs of the katakana page are half as wide as their neighbours would be drawn.
    case 0x4E00...0x9FFF: return options.intersection(.multiByte)
    default:
      let double = options.intersection(.multiByte)
      return !double.isEmpty && DrawnWidth.isWide(scalar) ? double : options
    }
  }
}
