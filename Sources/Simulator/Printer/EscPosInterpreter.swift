import EscPos
import TextEncodings

/// Turns a printer's bytes into paper, and tells which of them want something else than ink.
struct EscPosInterpreter: Hashable, Sendable {
  /// What the printer has to do besides printing.
  enum Effect: Hashable {
    case initialize
    case pulse(pin: Int)
    case paperStatus
    case drawerStatus
    case automaticStatus(mask: UInt8)
    case identity(UInt8)
    /// GS ( H 48: four bytes to send back when everything before is on paper.
    case processID([UInt8])
  }

  var paper = Paper()
  /// The encoding after power-on.
  var powerOnEncoding = TextEncoding.gb18030

  private var command: [UInt8] = []
  /// Data of a command that is passed over.
  private var skip = 0
  private var codePage = TextEncoding.named("cp437") ?? .gb18030
  /// What GS ( k has stored for the next two-dimensional code.
  private var symbol: [UInt8] = []

  /// Forgets the line and the command that are not complete.
  mutating func abandon() {
    command = []
    skip = 0
    paper.forgetLine()
  }

  mutating func powerOff() {
    let paper = paper
    self = EscPosInterpreter()
    self.paper = paper
    self.paper.forgetLine()
    self.paper.select(powerOnEncoding)
  }

  mutating func take(_ byte: UInt8) -> Effect? {
    guard skip == 0 else {
      skip -= 1
      paper.record([byte])
      return nil
    }
    if command.isEmpty, byte >= 0x20 {
      paper.record([byte])
      paper.append(byte)
      return nil
    }
    command.append(byte)
    switch CommandLength.of(command) {
    case .needsMore:
      return nil
    case .bytes(let length):
      guard command.count >= length else { return nil }
    case .header(let length, let data):
      guard command.count >= length else { return nil }
      skip = data
    case .untilNUL:
      // The NUL ends the data, not the command's own bytes.
      guard command.count > 3, byte == 0 || command.count >= 260 else { return nil }
    case .unknown(let length):
      guard command.count >= length else { return nil }
      paper.record(command)
      paper.note(unknown: command)
      command = []
      return nil
    }
    let whole = command
    command = []
    // Real-time commands have been carried out on arrival.
    guard whole[0] != 0x10 else { return nil }
    paper.record(whole)
    return execute(whole)
  }

  private mutating func execute(_ command: [UInt8]) -> Effect? {
    switch (command[0], command.count > 1 ? command[1] : 0) {
    case (0x0A, _):
      paper.feed()
    case (0x09, _):
      paper.append(0x20)
    case (0x18, _):
      paper.forgetLine()
    case (0x1B, UInt8(ascii: "@")):
      paper.forgetLine()
      paper.select(powerOnEncoding)
      return .initialize
    case (0x1B, UInt8(ascii: "d")), (0x1B, UInt8(ascii: "J")):
      paper.feedPending()
    case (0x1B, UInt8(ascii: "p")):
      return .pulse(pin: command[2] & 1 == 0 ? 2 : 5)
    case (0x1B, UInt8(ascii: "t")):
      let name = CodePageNumber.epson.first { $0.value == command[2] }?.key
      codePage = name.flatMap(TextEncoding.named) ?? codePage
      paper.select(codePage)
    case (0x1B, UInt8(ascii: "i")), (0x1B, UInt8(ascii: "m")), (0x1D, UInt8(ascii: "V")):
      paper.cut()
    case (0x1C, UInt8(ascii: "&")):
      paper.select(.gb18030)
    case (0x1C, UInt8(ascii: ".")):
      paper.select(codePage)
    case (0x1D, UInt8(ascii: "r")):
      return command[2] & 0x0F == 2 ? .drawerStatus : .paperStatus
    case (0x1D, UInt8(ascii: "a")):
      return .automaticStatus(mask: command[2])
    case (0x1D, UInt8(ascii: "I")):
      return .identity(command[2])
    case (0x1D, UInt8(ascii: "v")):
      let width = (Int(command[4]) | Int(command[5]) << 8) * 8
      paper.append(mark: "picture \(width)×\(Int(command[6]) | Int(command[7]) << 8)")
      paper.feed()
    case (0x1D, UInt8(ascii: "k")):
      let data = command[2] >= 65 ? command.dropFirst(4) : command.dropFirst(3).dropLast()
      paper.append(mark: "barcode \(String(decoding: data, as: UTF8.self))")
      paper.feed()
    case (0x1D, UInt8(ascii: "(")):
      return executeBlock(command)
    default:
      break
    }
    return nil
  }

  private mutating func executeBlock(_ command: [UInt8]) -> Effect? {
    guard command.count >= 7 else { return nil }
    switch (command[2], command[6]) {
    case (UInt8(ascii: "H"), 48) where command.count == 11:
      return .processID(Array(command[7...]))
    case (UInt8(ascii: "k"), 80) where command.count >= 8:
      symbol = Array(command[8...])
    case (UInt8(ascii: "k"), 81):
      paper.append(mark: "code \(String(decoding: symbol, as: UTF8.self))")
      paper.feed()
    default:
      break
    }
    return nil
  }
}
