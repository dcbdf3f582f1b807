import TextEncodings

extension CommandWriter {
  mutating func text(_ text: String) {
    guard !text.isEmpty else { return }
    if !isLineOpen { flushAlign() }
    flushStyle()
    isLineOpen = true
    isAfterRaster = false
    let isDone =
      text.utf8.withContiguousStorageIfAvailable { utf8 in
        guard !Repertoire.isComplex(utf8) else { return false }
        simple(utf8)
        return true
      } ?? false
    if !isDone { complex(text) }
  }

  private mutating func simple(_ utf8: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < utf8.count {
      let start = index
      while index < utf8.count, 0x20...0x7E ~= utf8[index] { index += 1 }
      if index > start { output.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index])) }
      guard index < utf8.count else { return }
      let (value, length) = Repertoire.scalar(utf8, index)
      index += length
      if TextControl(value) == nil, let scalar = Unicode.Scalar(value) { character(scalar) }
    }
  }

  private mutating func character(_ scalar: Unicode.Scalar) {
    switch repertoire.place(of: scalar, current: page) {
    case .multiByte(let code):
      flushDoubleByteStyle()
      if code > 0xFFFF {
        output.append(UInt8(truncatingIfNeeded: code >> 24))
        output.append(UInt8(truncatingIfNeeded: code >> 16))
      }
      output.append(UInt8(truncatingIfNeeded: code >> 8))
      output.append(UInt8(truncatingIfNeeded: code))
    case .single(let byte):
      if byte >= 0x80 { flushDoubleByteStyle() }
      output.append(byte)
    case .page(let index, let byte):
      if byte >= 0x80 { use(page: index) }
      output.append(byte)
    case .none: output.append(UInt8(ascii: "?"))
    }
  }

  /// In double-byte mode the bytes of a page would be halves of characters.
  private mutating func use(page index: Int) {
    if isDoubleByte != false, repertoire.multiByte != nil {
      output += [0x1C, 0x2E]
      isDoubleByte = false
    }
    if page != index {
      output += [0x1B, 0x74, repertoire.pageNumbers[index]]
      page = index
    }
  }

  private mutating func complex(_ text: String) {
    let printable = String(
      String.UnicodeScalarView(text.unicodeScalars.filter { TextControl($0.value) == nil }))
    for run in repertoire.planner.plan(printable) {
      switch run.kind {
      case .ascii: output.append(contentsOf: run.text.utf8)
      case .page(let index):
        use(page: index)
        repertoire.pages[index].encode(run.text, into: &output)
      case .multiByte:
        flushDoubleByteStyle()
        repertoire.multiByte?.encode(run.text, into: &output)
      case .drawn: output.append(contentsOf: repeatElement(UInt8(ascii: "?"), count: run.columns))
      }
    }
  }

  mutating func newline() {
    if isAfterRaster, !isLineOpen, quirks.contains(.swallowsLineFeedAfterRaster) { output.append(0x0A) }
    output.append(0x0A)
    isLineOpen = false
    isAfterRaster = false
  }

  mutating func feed(lines: Int) {
    var rest = min(max(lines, 0), 10_000)
    if rest <= 2 {
      for _ in 0..<rest { newline() }
      return
    }
    if quirks.contains(.feedsOneLineLess) { rest += 1 }
    while rest > 0 {
      let part = min(rest, 255)
      output += [0x1B, 0x64, UInt8(truncatingIfNeeded: part)]
      rest -= part
    }
    isLineOpen = false
    isAfterRaster = false
  }

  mutating func feed(dots: Int) {
    let dots = min(max(dots, 0), 100_000)
    if quirks.contains(.noEscJ) {
      let line = max(1, spacing ?? profile.lineSpacing)
      return feed(lines: (dots + line - 1) / line)
    }
    var rest = dots * (quirks.contains(.halfDotMotion) ? 2 : 1)
    while rest > 0 {
      let part = min(rest, 255)
      output += [0x1B, 0x4A, UInt8(truncatingIfNeeded: part)]
      rest -= part
    }
    if dots > 0 { isLineOpen = false }
  }

  /// ESC 3 or ESC 2.
  mutating func writeSpacing() {
    guard let spacing else {
      output += [0x1B, 0x32]
      return
    }
    output += [0x1B, 0x33, motion(spacing)]
  }

  /// A vertical distance in the printer's units.
  func motion(_ dots: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: min(max(dots, 0) * (quirks.contains(.halfDotMotion) ? 2 : 1), 255))
  }
}
