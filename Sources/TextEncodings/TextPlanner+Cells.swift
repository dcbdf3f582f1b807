extension TextPlanner {
  /// One cluster of a text and how it is set; offsets are into the UTF-8 of the text.
  struct Cell {
    var start: Int
    var end: Int
    /// What decides about line breaks.
    var scalar: Unicode.Scalar
    var columns: Int
    var kind: Run.Kind
  }

  /// The clusters of a text that leave something on paper.
  func cells(_ utf8: UnsafeBufferPointer<UInt8>, inForce: Run.Kind? = nil) -> [Cell] {
    if let cells = plainCells(utf8, inForce: inForce) { return cells }
    var reading = ClusterReading(self)
    var clusters = reading.clusters(String(decoding: utf8, as: UTF8.self))
    Cluster.drawWholeWords(&clusters)
    Cluster.choose(&clusters, inForce: Options(inForce))
    return clusters.map(\.cell)
  }

  /// The cells of a text of ASCII and of characters that only the double-byte set has, which most receipts in East
  /// Asia are; nil if the text has anything else.
  private func plainCells(_ utf8: UnsafeBufferPointer<UInt8>, inForce: Run.Kind?) -> [Cell]? {
    guard unsafeASCII.isEmpty else { return nil }
    let set = multiByte?.table.doubleByteSet
    let fromPage = if case .page = inForce { true } else { false }
    var cells: [Cell] = []
    cells.reserveCapacity(utf8.count)
    var reader = UTF8Reader(utf8)
    while true {
      let start = reader.offset
      guard let scalar = reader.next() else { return cells }
      if scalar.isASCII {
        // A carriage return and a line feed are one cluster.
        if scalar == "\r" { return nil }
        cells.append(Cell(start: start, end: reader.offset, scalar: scalar, columns: 1, kind: .ascii))
      } else if let set, Self.isPlain(scalar.value, page: fromPage), Self.code(scalar.value, in: set) != 0 {
        cells.append(Cell(start: start, end: reader.offset, scalar: scalar, columns: 2, kind: .multiByte))
      } else {
        return nil
      }
    }
  }

  /// Single clusters that go to the double-byte set, if it has them, whatever stands round them: ideographs, kana, their
  /// punctuation and full-width forms; and, unless a page is in force, the signs that a page may have too.
  @inline(__always)
  static func isPlain(_ value: UInt32, page: Bool) -> Bool {
    switch value {
    case 0x3001...0x3006, 0x3008...0x301B, 0x3041...0x3096, 0x30A1...0x30FA, 0x30FC, 0x4E00...0x9FFF, 0xFF01...0xFF5E:
      true
    case 0xA5, 0xB0, 0xB1, 0xB7, 0xD7, 0xF7, 0x2014, 0x2018...0x201D, 0x2026, 0x2103, 0x2116, 0x2460...0x2473,
      0x2500...0x257F, 0x25A0...0x25CF, 0xFFE5:
      !page
    default: false
    }
  }

  @inline(__always)
  static func code(_ value: UInt32, in set: DoubleByteSet) -> UInt16 {
    set.code(value == 0xA5 ? 0xFFE5 : value)
  }
}
