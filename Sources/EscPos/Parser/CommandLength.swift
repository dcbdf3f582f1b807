/// How long an ESC/POS command is, as far as its first bytes tell (Epson ESC/POS reference; clones as observed).
package enum CommandLength: Hashable, Sendable {
  /// Ask again with so many bytes.
  case needsMore(Int)
  /// The whole command.
  case bytes(Int)
  /// The header, then so many bytes of data.
  case header(Int, data: Int)
  /// The header, then `count` parts that each tell their own length.
  case parts(Int, count: Int, Part)
  /// Not a command of this dialect; so many bytes are passed over.
  case unknown(Int)

  /// A part of a command with several.
  package enum Part: Hashable, Sendable {
    /// ESC &: x, then x × `rows` bytes.
    case glyph(rows: Int)
    /// FS q: xL xH yL yH, then x × y × 8 bytes.
    case picture

    var header: Int {
      switch self {
      case .glyph: 1
      case .picture: 4
      }
    }

    func data(_ header: [UInt8]) -> Int {
      switch self {
      case .glyph(let rows): Int(header[0]) * rows
      case .picture: CommandLength.word(header, 0) * CommandLength.word(header, 2) * 8
      }
    }
  }

  /// A barcode of the old form ends here also without its NUL.
  static let longestText = 260

  package static func of(_ head: [UInt8], _ dialect: CommandDialect = .epson) -> CommandLength {
    of(head, CommandTable.of(dialect), dialect)
  }

  static func of(_ head: [UInt8], _ table: CommandTable, _ dialect: CommandDialect) -> CommandLength {
    guard let first = head.first else { return .needsMore(1) }
    if table.isSingle(first) { return .bytes(1) }
    guard table.isPrefix(first) else { return .unknown(1) }
    guard head.count > 1 else { return .needsMore(2) }
    let form = dialect.form(first, head[1]) ?? table.form(first, head[1])
    switch form {
    case .unknown: return .unknown(2)
    case .fixed(let length): return .bytes(length)
    case .block: return counted(head, header: 5) { word($0, 3) }
    case .longBlock:
      return counted(head, header: 7) { word($0, 3) | word($0, 5) << 16 }
    case .columns: return counted(head, header: 5) { word($0, 3) * ($0[2] >= 32 ? 3 : 1) }
    case .plainColumns: return counted(head, header: 4) { word($0, 2) }
    case .downloadedImage: return counted(head, header: 4) { Int($0[2]) * Int($0[3]) * 8 }
    case .raster, .variableImage: return image(head)
    case .numberedPictures:
      guard head.count > 2 else { return .needsMore(3) }
      return .parts(3, count: Int(head[2]), .picture)
    case .glyphs:
      guard head.count > 4 else { return .needsMore(5) }
      let count = Int(head[4]) - Int(head[3]) + 1
      return count > 0 ? .parts(5, count: count, .glyph(rows: max(1, Int(head[2])))) : .unknown(5)
    case .windowsBitmap: return windowsBitmap(head)
    case .tabs: return tabs(head)
    case .barcode: return barcode(head, dialect)
    default: return byFunction(head, form, dialect)
    }
  }

  private static func byFunction(_ head: [UInt8], _ form: CommandForm, _ dialect: CommandDialect) -> CommandLength {
    guard head.count > 2 else { return .needsMore(3) }
    switch (form, head[2]) {
    case (.cut, 0), (.cut, 1), (.cut, 48), (.cut, 49): return .bytes(3)
    case (.cut, 65), (.cut, 66), (.cut, 97), (.cut, 98), (.cut, 103), (.cut, 104): return .bytes(4)
    case (.cut, 101) where dialect.contains(.feedByCut): return .bytes(4)
    case (.realTimeStatus, 7), (.realTimeStatus, 8), (.realTimeStatus, 18): return .bytes(4)
    case (.realTimeStatus, _): return .bytes(3)
    case (.realTimeRequest, 1), (.realTimeRequest, 2): return .bytes(5)
    case (.realTimeRequest, 3): return .bytes(8)
    case (.realTimeRequest, 7): return .bytes(4)
    case (.realTimeRequest, 8): return .bytes(10)
    case (.checkPaper, 0x30): return .bytes(4)
    case (.checkPaper, 0x31), (.checkPaper, 0x32): return .bytes(3)
    case (.userMemory, 0x31): return counted(head, header: 10) { word($0, 8) }
    case (.userMemory, 0x32): return .bytes(10)
    case (.counter, 0x30), (.counter, 0x32): return .bytes(5)
    case (.counter, 0x31): return .bytes(9)
    case (.counter, 0x3B): return counter(head)
    case (.window, _):
      guard head.count > 3 else { return .needsMore(4) }
      return .bytes(head[3] == 0x01 || head[3] == 0x31 ? 8 : 4)
    case (.strictPulse, 0), (.strictPulse, 1), (.strictPulse, 48), (.strictPulse, 49): return .bytes(5)
    case (.strictPulse, _): return .bytes(3)
    default: return .unknown(3)
    }
  }

  private static func counted(_ head: [UInt8], header: Int, _ data: ([UInt8]) -> Int) -> CommandLength {
    head.count < header ? .needsMore(header) : .header(header, data: data(head))
  }

  private static func image(_ head: [UInt8]) -> CommandLength {
    guard head.count > 2 else { return .needsMore(3) }
    guard head[2] == 0x30 else { return .unknown(3) }
    return counted(head, header: 8) { word($0, 4) * word($0, 6) }
  }

  /// GS D 48 fn 48 kc1 kc2 b c, then a file of `BM` and its size.
  private static func windowsBitmap(_ head: [UInt8]) -> CommandLength {
    guard head.count > 2 else { return .needsMore(3) }
    guard head[2] == 0x30 else { return .unknown(3) }
    guard head.count >= 15 else { return .needsMore(15) }
    guard head[9] == 0x42, head[10] == 0x4D else { return .unknown(9) }
    return .header(15, data: max(0, (word(head, 11) | word(head, 13) << 16) - 6))
  }

  /// A number that does not rise ends the list too.
  private static func tabs(_ head: [UInt8]) -> CommandLength {
    guard head.count > 2, let last = head.last else { return .needsMore(3) }
    let ends = last == 0 || head.count == 35 || (head.count > 3 && last <= head[head.count - 2])
    return ends ? .bytes(head.count) : .needsMore(head.count + 1)
  }

  private static func barcode(_ head: [UInt8], _ dialect: CommandDialect) -> CommandLength {
    guard head.count > 2 else { return .needsMore(3) }
    switch head[2] {
    case 0...6:
      guard head.count > 3 else { return .needsMore(4) }
      return head.last == 0 || head.count >= longestText ? .bytes(head.count) : .needsMore(head.count + 1)
    case 32...34 where dialect.contains(.codesByGSK), 97...99 where dialect.contains(.codesByGSK):
      return counted(head, header: 7) { word($0, 5) }
    case 65...79: return counted(head, header: 4) { Int($0[3]) }
    default: return .unknown(3)
    }
  }

  /// GS C ; a ; b ; n ; r ; c ; in digits.
  private static func counter(_ head: [UInt8]) -> CommandLength {
    guard let last = head.last else { return .needsMore(3) }
    guard last == 0x3B || (0x30...0x39).contains(last), head.count <= 33 else { return .unknown(head.count) }
    return head.lazy.filter { $0 == 0x3B }.count == 6 ? .bytes(head.count) : .needsMore(head.count + 1)
  }

  static func word(_ bytes: [UInt8], _ index: Int) -> Int {
    Int(bytes[index]) | Int(bytes[index + 1]) << 8
  }
}
