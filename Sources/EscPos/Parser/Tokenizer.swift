/// Takes a byte stream apart into commands and text, wherever it was cut; keeps no more of it than a header.
package struct Tokenizer: Hashable, Sendable {
  package enum Event: Hashable, Sendable {
    /// Bytes from 20 on; one run of text may come in several.
    case text(Range<Int>)
    /// `head` is a whole header; with data, `.data` and `.end` follow.
    case command(hasData: Bool)
    /// A part of the last command's data.
    case data(Range<Int>)
    /// The last byte of the last command's data has passed.
    case end
    /// `head` is no command of this dialect.
    case unknown
  }

  private enum Phase: Hashable, Sendable {
    case between
    /// `head` grows until it has so many bytes.
    case head(Int)
    /// So many bytes of data are left.
    case data(Int)
    /// Parts are left; `part` grows to its header.
    case parts(Int, CommandLength.Part)
    case partData(Int, left: Int, CommandLength.Part)
    case ended
  }

  package let dialect: CommandDialect
  /// The header of the last command, or what has come of it.
  package private(set) var head: [UInt8] = []
  private var part: [UInt8] = []
  private var phase = Phase.between

  package init(_ dialect: CommandDialect = .epson) {
    self.dialect = dialect
  }

  /// Whether no command has begun that is not complete.
  package var isBetween: Bool { phase == .between }

  /// So many zeros complete the command that has begun; 0 between commands, at most `limit`.
  package func zerosToEnd(limit: Int = 256 << 10) -> Int {
    var rest = self
    var count = 0
    while !rest.isBetween, count < limit {
      let zeros = [UInt8](repeating: 0, count: min(rest.wanted, limit - count))
      zeros.withUnsafeBufferPointer { bytes in
        var index = 0
        while rest.next(bytes, &index) != nil {}
      }
      count += zeros.count
    }
    return count
  }

  /// What comes next has at least so many bytes.
  private var wanted: Int {
    switch phase {
    case .head(let length): max(1, length - head.count)
    case .data(let left), .partData(let left, _, _): max(1, left)
    case .between, .parts, .ended: 1
    }
  }

  /// Forgets a command that is not complete.
  package mutating func reset() {
    phase = .between
    head = []
    part = []
  }

  /// The next event of these bytes, moving `index` behind it; nil when they are used up.
  package mutating func next(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, longestText: Int = .max
  ) -> Event? {
    let table = CommandTable.of(dialect)
    while true {
      switch phase {
      case .ended:
        phase = .between
        return .end
      case .between:
        guard index < bytes.count else { return nil }
        if bytes[index] >= 0x20 {
          let start = index
          let end = bytes.count - start > longestText ? start + longestText : bytes.count
          while index < end, bytes[index] >= 0x20 { index += 1 }
          return .text(start..<index)
        }
        head.removeAll(keepingCapacity: true)
        phase = .head(1)
      case .head(let wanted):
        guard index < bytes.count else { return nil }
        while head.count < wanted, index < bytes.count {
          head.append(bytes[index])
          index += 1
        }
        guard head.count == wanted else { return nil }
        if let event = measure(table) { return event }
      case .data(let left):
        guard let (range, rest) = take(left, bytes, &index) else { return nil }
        phase = rest == 0 ? .ended : .data(rest)
        return .data(range)
      case .parts(let count, let kind):
        guard let event = partHeader(count, kind, bytes, &index) else {
          if phase == .ended { continue }
          return nil
        }
        return event
      case .partData(let left, let count, let kind):
        guard left > 0 else {
          phase = .parts(count, kind)
          continue
        }
        guard let (range, rest) = take(left, bytes, &index) else { return nil }
        phase = rest == 0 ? .parts(count, kind) : .partData(rest, left: count, kind)
        return .data(range)
      }
    }
  }

  private mutating func measure(_ table: CommandTable) -> Event? {
    switch CommandLength.of(head, table, dialect) {
    case .needsMore(let wanted):
      phase = .head(wanted)
      return nil
    case .bytes(let length):
      guard head.count >= length else {
        phase = .head(length)
        return nil
      }
      phase = .between
      return .command(hasData: false)
    case .header(_, let data):
      phase = data > 0 ? .data(data) : .between
      return .command(hasData: data > 0)
    case .parts(_, let count, let kind):
      part.removeAll(keepingCapacity: true)
      phase = count > 0 ? .parts(count, kind) : .between
      return .command(hasData: count > 0)
    case .unknown(let length):
      guard head.count >= length else {
        phase = .head(length)
        return nil
      }
      phase = .between
      return .unknown
    }
  }

  private func take(
    _ left: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int
  ) -> (Range<Int>, Int)? {
    let count = min(left, bytes.count - index)
    guard count > 0 else { return nil }
    defer { index += count }
    return (index..<index + count, left - count)
  }

  private mutating func partHeader(
    _ count: Int, _ kind: CommandLength.Part, _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int
  ) -> Event? {
    guard count > 0 else {
      phase = .ended
      return nil
    }
    let start = index
    while part.count < kind.header, index < bytes.count {
      part.append(bytes[index])
      index += 1
    }
    if part.count == kind.header {
      phase = .partData(kind.data(part), left: count - 1, kind)
      part.removeAll(keepingCapacity: true)
    }
    return start < index ? .data(start..<index) : nil
  }
}
