import EscPos

/// Walks through a job's bytes from command to command, so that nothing is ever put into the middle of one.
struct ContentCursor: Hashable, Sendable {
  /// What is sent at once.
  struct Chunk: Hashable, Sendable {
    var end: Int
    /// A command ends with it.
    var endsCommand: Bool
    /// Its last command is ESC @.
    var initializes = false
  }

  /// Text longer than this is taken apart where a character surely ends.
  private static let longestText = 512

  /// The last place between two commands at or before what has been sent.
  private(set) var boundary = 0
  /// The end of the command that begins there, once it was looked for.
  private var commandEnd: Int?
  /// So many zeros complete the last command, which the bytes end in the middle of; told once it was reached.
  private(set) var lacking = 0
  /// The bytes of the longest command so far.
  private(set) var longestCommand = 1
  /// Whether the bytes themselves ask for answers like those of the fence (GS r, GS I).
  private(set) var asks = false
  /// How far the paper has moved, in dots: roughly, and rather too much.
  private(set) var feed = 0

  /// The next bytes after `sent`: whole commands as far as `limit` allows, else a piece of one.
  mutating func chunk(of bytes: [UInt8], from sent: Int, limit: Int) -> Chunk {
    advance(to: sent, of: bytes)
    var end = sent
    if sent > boundary {
      let rest = currentEnd(bytes)
      guard rest - sent <= limit else { return Chunk(end: sent + limit, endsCommand: false) }
      end = rest
    }
    while end < bytes.count {
      let next = Self.end(of: bytes, from: end).end
      guard next - sent <= limit else { break }
      if next - end == Command.initialize.count, bytes[end..<next].elementsEqual(Command.initialize) {
        return Chunk(end: next, endsCommand: true, initializes: true)
      }
      end = next
    }
    if end > sent { return Chunk(end: end, endsCommand: true) }
    return Chunk(end: min(sent + limit, bytes.count), endsCommand: false)
  }

  /// Whether a command ends at `sent`.
  mutating func isBetweenCommands(_ sent: Int, of bytes: [UInt8]) -> Bool {
    advance(to: sent, of: bytes)
    return sent == boundary
  }

  /// The bytes of the command at `sent` that have not been sent.
  mutating func missing(after sent: Int, of bytes: [UInt8]) -> Int {
    advance(to: sent, of: bytes)
    return sent == boundary ? lacking : max(0, currentEnd(bytes) - sent) + lacking
  }

  /// GS r, GS I, ESC u and ESC v are answered in order; GS ^ plays a macro, which may hold any of them.
  private static func asks(_ first: UInt8, _ second: UInt8) -> Bool {
    first == 0x1D ? [0x72, 0x49, 0x5E].contains(second) : first == 0x1B && [0x75, 0x76].contains(second)
  }

  private mutating func advance(to sent: Int, of bytes: [UInt8]) {
    while boundary < min(sent, bytes.count) {
      let end = currentEnd(bytes)
      longestCommand = max(longestCommand, end - boundary + lacking)
      guard end <= sent else { return }
      feed = feed.addingReportingOverflow(Self.feed(of: bytes, from: boundary, to: end)).partialValue
      asks = asks || end - boundary > 1 && Self.asks(bytes[boundary], bytes[boundary + 1])
      boundary = end
      commandEnd = nil
    }
  }

  private mutating func currentEnd(_ bytes: [UInt8]) -> Int {
    if let commandEnd { return commandEnd }
    let (end, lacking) = Self.end(of: bytes, from: boundary)
    commandEnd = end
    self.lacking = lacking
    return end
  }

  // MARK: One command

  private static func end(of bytes: [UInt8], from start: Int) -> (end: Int, lacking: Int) {
    guard start < bytes.count else { return (bytes.count, 0) }
    if bytes[start] >= 0x20 { return (endOfText(bytes, start), 0) }
    var tokenizer = Tokenizer(.epson)
    return bytes.withUnsafeBufferPointer { bytes in
      var index = start
      while let event = tokenizer.next(bytes, &index) {
        switch event {
        case .command(hasData: false), .unknown, .text, .end: return (index, 0)
        case .command, .data: continue
        }
      }
      return (bytes.count, tokenizer.zerosToEnd(limit: Interruption.longest))
    }
  }

  /// Two bytes below 80 after each other end a character in every encoding that printers know.
  private static func endOfText(_ bytes: [UInt8], _ start: Int) -> Int {
    var end = start + 1
    while end < bytes.count, bytes[end] >= 0x20 {
      if end - start >= longestText, bytes[end - 1] < 0x80, bytes[end - 2] < 0x80 { break }
      end += 1
    }
    return end
  }

  private static func feed(of bytes: [UInt8], from start: Int, to end: Int) -> Int {
    let first = bytes[start]
    if first >= 0x20 { return (end - start) / 48 * 30 }
    if first == 0x0A { return 30 }
    func byte(_ offset: Int) -> Int { start + offset < end ? Int(bytes[start + offset]) : 0 }
    func rows(_ offset: Int) -> Int { byte(offset) | byte(offset + 1) << 8 }
    switch (first, byte(1)) {
    case (0x1B, 0x64): return byte(2) * 30  // ESC d
    case (0x1B, 0x4A): return byte(2)  // ESC J
    case (0x1D, 0x76): return rows(6)  // GS v 0
    case (0x1D, 0x6B): return 200  // GS k
    case (0x1D, 0x28) where byte(2) == 0x4C && byte(6) == 0x70: return rows(13)  // GS ( L, function 112
    case (0x1D, 0x28) where byte(2) == 0x6B && byte(6) == 0x51: return 400  // GS ( k, function 81
    case (0x1D, 0x38): return rows(15)  // GS 8 L
    default: return 0
    }
  }
}
