/// An encoding with its table at hand: what one pass over a text needs.
struct CodeTable {
  private let table: TextEncoding.Table
  private let set: DoubleByteSet?
  /// Whether each byte below 80 is ASCII.
  private let isASCIIBelow80: Bool

  init(_ encoding: TextEncoding) {
    table = encoding.table
    set = encoding.table.doubleByteSet
    if case .page(let page) = encoding.table { isASCIIBelow80 = page.lower.isEmpty } else { isASCIIBelow80 = true }
  }

  func code(of scalar: Unicode.Scalar) -> Code? {
    if let code = exactCode(of: scalar) { return code }
    guard !scalar.isASCII else { return nil }
    for substitute in Composition.substitutes(scalar) {
      if let code = exactCode(of: substitute) { return code }
    }
    return nil
  }

  @inline(__always)
  func exactCode(of scalar: Unicode.Scalar) -> Code? {
    if let set {
      if scalar.isASCII { return .one(UInt8(truncatingIfNeeded: scalar.value)) }
      let code = set.code(scalar.value)
      return code != 0 ? .two(code) : otherCode(of: scalar)
    }
    if case .page(let page) = table { return page.byte(scalar).map(Code.one) }
    return nil
  }

  private func otherCode(of scalar: Unicode.Scalar) -> Code? {
    switch table {
    case .gb(fourByte: true): GB18030.code(scalar).map(Code.four)
    case .shiftJIS: ShiftJIS.katakana(scalar.value).map(Code.one)
    default: nil
    }
  }

  /// Calls `ascii` for each stretch of bytes that stand for themselves, and `code` once for each other character that
  /// is printed: with nil for one that this encoding does not have. A mark is composed with what it stands on, unless
  /// the encoding has the two and not the composed one (windows-1258).
  @inline(__always)
  func scan(
    _ utf8: UnsafeBufferPointer<UInt8>, ascii: (Slice<UnsafeBufferPointer<UInt8>>) -> Void, code: (Code?) -> Void
  ) {
    var reader = UTF8Reader(utf8)
    while !reader.isAtEnd {
      let start = reader.offset
      reader.skipASCII()
      var end = reader.offset
      // A letter with a mark on it is no ASCII letter.
      if end > start, let mark = reader.peek(), Composition.isMark(mark.value) { end -= 1 }
      if end > start, !isASCIIBelow80 {
        for index in start..<end { code(self.code(of: Unicode.Scalar(utf8[index]))) }
      } else if end > start {
        ascii(utf8[start..<end])
      }
      reader.offset = end
      guard var scalar = reader.next() else { return }
      guard !Composition.isInvisible(scalar.value) else { continue }
      while let mark = reader.peek(), Composition.isMark(mark.value),
        let composed = Composition.compose(scalar, mark),
        self.code(of: composed) != nil || self.code(of: scalar) == nil || exactCode(of: mark) == nil
      {
        scalar = composed
        _ = reader.next()
      }
      code(self.code(of: scalar))
    }
  }
}
