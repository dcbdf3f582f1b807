/// Where the commands of a whole job begin and end: where a job may be cut, or something else said in between.
///
/// A run of text is one piece, so that no character of several bytes is cut.
package struct CommandBoundaries: Hashable, Sendable {
  /// The end of each piece, rising.
  private var ends: [UInt32] = []
  /// The length of the longest command, also where the bytes end in the middle of it; text does not count.
  package private(set) var longest = 0
  /// Where a command begins that the bytes end in the middle of; nil: it is whole.
  package private(set) var cutOff: Int?
  /// Where text or a picture begins that the bytes leave in the printer's memory: no end of its line or page follows.
  package private(set) var waiting: Int?

  /// Only the first 4 GiB count.
  package init(of bytes: [UInt8], dialect: CommandDialect = .epson) {
    var tokenizer = Tokenizer(dialect)
    var text = WaitingText()
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      var start = 0
      while index < bytes.count, index < Int(UInt32.max) {
        switch tokenizer.next(bytes, &index) {
        case .text, .unknown, .command(hasData: false), .end:
          if bytes[start] < 0x20 { longest = max(longest, index - start) }
          ends.append(UInt32(truncatingIfNeeded: index))
          text.take(bytes, start..<index)
          start = index
        case .command, .data, nil: break
        }
      }
      // The end of data is told after its last byte.
      if case .end = tokenizer.next(bytes, &index) {
        longest = max(longest, index - start)
        ends.append(UInt32(truncatingIfNeeded: index))
        text.take(bytes, start..<index)
        start = index
      }
      if start < bytes.count {
        cutOff = start
        longest = max(longest, bytes.count - start + tokenizer.zerosToEnd())
        ends.append(UInt32(truncatingIfNeeded: bytes.count))
      }
    }
    waiting = text.start
  }

  package init(of bytes: [UInt8], profile: PrinterProfile) {
    self.init(of: bytes, dialect: CommandDialect(profile))
  }

  /// How many commands and runs of text there are.
  package var count: Int { ends.count }

  /// The end of the command that the byte at `offset` belongs to; the end of the job for what is behind it.
  package func end(at offset: Int) -> Int {
    var low = 0
    var high = ends.count
    while low < high {
      let middle = (low + high) / 2
      if Int(ends[middle]) > offset { high = middle } else { low = middle + 1 }
    }
    return low < ends.count ? Int(ends[low]) : Int(ends.last ?? 0)
  }

  /// The last place at or before `offset` where no command is cut; 0 when there is none.
  package func start(at offset: Int) -> Int {
    var low = 0
    var high = ends.count
    while low < high {
      let middle = (low + high) / 2
      if Int(ends[middle]) > offset { high = middle } else { low = middle + 1 }
    }
    return low > 0 ? Int(ends[low - 1]) : 0
  }
}
