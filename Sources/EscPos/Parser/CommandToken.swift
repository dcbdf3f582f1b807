/// One piece of a job: a command or a run of text, with its place.
package struct CommandToken: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case text, command
    /// No command of this dialect.
    case unknown
    /// The job ends in the middle of it.
    case cutOff
  }

  package var kind: Kind
  package var offset: Int
  package var length: Int
  /// As in the command grammar: `GsQRCodeStoreData`; nil for text, and for a function that it does not list.
  package var name: String?

  /// All pieces of a job, in order. One for each command: not for jobs of megabytes of text.
  package static func all(of bytes: [UInt8], dialect: CommandDialect = .epson) -> [CommandToken] {
    var tokens: [CommandToken] = []
    var tokenizer = Tokenizer(dialect)
    var start = 0
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while let event = tokenizer.next(buffer, &index) {
        let kind: Kind
        switch event {
        case .text: kind = .text
        case .unknown: kind = .unknown
        case .end, .command(hasData: false): kind = .command
        case .command, .data: continue
        }
        tokens.append(CommandToken(kind, start..<index, bytes, dialect))
        start = index
      }
    }
    if start < bytes.count { tokens.append(CommandToken(.cutOff, start..<bytes.count, bytes, dialect)) }
    return tokens
  }

  private init(_ kind: Kind, _ range: Range<Int>, _ bytes: [UInt8], _ dialect: CommandDialect) {
    self.kind = kind
    offset = range.lowerBound
    length = range.count
    // The function is told within the first 32 bytes.
    name = kind == .text ? nil : CommandName.of(Array(bytes[range].prefix(32)), dialect)
  }
}
