import EscPos
import Testing

@Suite struct TokenizerTests {
  @Test func `every row of the grammar is one command with its name and length`() {
    #expect(Grammar.rows.count == 353)
    for row in Grammar.rows {
      let dialect: CommandDialect = row.isDisplay ? .lineDisplay : .epson
      // LF behind it shows that it takes not one byte more.
      let tokens = CommandToken.all(of: row.example + [0x0A], dialect: dialect)
      #expect(tokens.count == 2, "\(row.name) \(row.example)")
      guard let token = tokens.first else { continue }
      #expect(token.length == row.example.count, "\(row.name) \(row.example)")
      switch row.name {
      case "PrtPrintables", "VfdDisplayables": #expect(token.kind == .text)
      case "Controls", "DleUnknown", "EscUnknown", "GsUnknown", "VfdEscUnknown", "VfdUsUnknown":
        #expect(token.kind == .unknown, "\(row.name)")
      default:
        #expect(token.kind == .command, "\(row.name) \(row.example)")
        #expect(token.name == row.name, "\(row.example)")
      }
      if let length = row.length, token.kind == .command {
        #expect(token.length == length, "\(row.name) \(row.example)")
      }
    }
  }

  @Test func `the pieces are the same wherever the stream is cut`() {
    let job = Grammar.rows.filter { !$0.isDisplay }.flatMap(\.example)
    let whole = pieces(job, by: job.count)
    for size in [1, 2, 3, 5, 7, 64] { #expect(pieces(job, by: size) == whole) }
  }

  private func pieces(_ bytes: [UInt8], by size: Int) -> [Int] {
    var tokenizer = Tokenizer()
    var ends: [Int] = []
    var place = 0
    while place < bytes.count {
      let part = Array(bytes[place..<min(place + size, bytes.count)])
      part.withUnsafeBufferPointer { buffer in
        var index = 0
        while let event = tokenizer.next(buffer, &index) {
          switch event {
          case .end, .unknown, .command(hasData: false): ends.append(place + index)
          default: break
          }
        }
      }
      place += part.count
    }
    return ends
  }

  @Test func `what is cut off is told with its place`() {
    // ESC @, "A", GS v 0 of 2 × 2 bytes with three of its four
    let job: [UInt8] = [0x1B, 0x40, 0x41, 0x1D, 0x76, 0x30, 0, 2, 0, 2, 0, 1, 2, 3]
    let last = CommandToken.all(of: job).last
    #expect(last?.kind == .cutOff && last?.offset == 3 && last?.name == "GsObsoletePrintRasterBitimage")
    #expect(CommandBoundaries(of: job).cutOff == 3)
  }

  @Test func `clones have other lengths under the same letters`() {
    let cases: [(CommandDialect, [UInt8], [Int])] = [
      // ESC K nL nH and two columns; Epson's takes one number, and the rest is control characters.
      (CommandDialect(Clones.a), [0x1B, 0x4B, 2, 0, 0x55, 0xAA], [6]),
      (.epson, [0x1B, 0x4B, 2, 0x55, 0xAA], [3, 2]),
      // ESC C m t n
      (CommandDialect(Clones.a), [0x1B, 0x43, 3, 4, 3], [5]),
      (.epson, [0x1B, 0x43, 0x20, 0x30], [3, 1]),
      // ESC W n scales on clones.
      (CommandDialect(Clones.a), [0x1B, 0x57, 0x22, 0x41], [3, 1]),
      // ESC ( prints its arguments.
      (CommandDialect(Clones.a), [0x1B, 0x28, 0x41, 0x42], [2, 2]),
      // ESC p 9 prints its times.
      (CommandDialect(Clones.a), [0x1B, 0x70, 0x39, 0x32, 0x33], [3, 2]),
      // GS k 97 v r nL nH d
      (CommandDialect(Clones.a), [0x1D, 0x6B, 97, 0, 1, 2, 0, 0x41, 0x42], [9]),
      (CommandDialect(Clones.a), [0x10, 0x06, 0x01], [3]),
    ]
    for (dialect, bytes, lengths) in cases {
      #expect(CommandToken.all(of: bytes, dialect: dialect).map(\.length) == lengths, "\(dialect) \(bytes)")
    }
  }

  @Test func `a job is never cut inside of a command`() {
    // "ab", ESC @, GS v 0 of 1 × 3 bytes, LF
    let job: [UInt8] = [0x61, 0x62, 0x1B, 0x40, 0x1D, 0x76, 0x30, 0, 1, 0, 3, 0, 0x0A, 0x1B, 0x40, 0x0A]
    let boundaries = CommandBoundaries(of: job)
    #expect((0..<job.count).map { boundaries.end(at: $0) } == [2, 2, 4, 4] + [Int](repeating: 15, count: 11) + [16])
    #expect(boundaries.start(at: 14) == 4 && boundaries.start(at: 15) == 15 && boundaries.start(at: 1) == 0)
    #expect(boundaries.longest == 11 && boundaries.count == 4 && boundaries.cutOff == nil)
    #expect(CommandBoundaries(of: []).end(at: 3) == 0)
  }

  @Test func `an announced length of gigabytes is passed over without keeping anything`() {
    // GS 8 L with FFFFFFFF bytes, then a megabyte of them.
    var tokenizer = Tokenizer()
    let start: [UInt8] = [0x1D, 0x38, 0x4C, 0xFF, 0xFF, 0xFF, 0xFF]
    let chunk = [UInt8](repeating: 0x1B, count: 1 << 20)
    var events: [Tokenizer.Event] = []
    for part in [start, chunk] {
      part.withUnsafeBufferPointer { buffer in
        var index = 0
        while let event = tokenizer.next(buffer, &index) { events.append(event) }
      }
    }
    #expect(events == [.command(hasData: true), .data(0..<1 << 20)])
    #expect(tokenizer.head.count == 7 && !tokenizer.isBetween)
  }
}
