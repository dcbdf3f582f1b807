/// How long an ESC/POS command is, as far as its first bytes tell (Epson ESC/POS reference).
package enum CommandLength: Equatable {
  case needsMore
  /// The whole command.
  case bytes(Int)
  /// A command with a long tail of data that no one looks at: the header, then so many bytes.
  case header(Int, data: Int)
  /// Ends with a NUL.
  case untilNUL
  /// Not a command that this printer knows; so many bytes are passed over.
  case unknown(Int)

  package static func of(_ command: [UInt8]) -> CommandLength {
    guard let first = command.first else { return .needsMore }
    switch first {
    case 0x10: return command.count < 2 ? .needsMore : dle(command)
    case 0x1B: return command.count < 2 ? .needsMore : esc(command)
    case 0x1C: return command.count < 2 ? .needsMore : fs(command)
    case 0x1D: return command.count < 2 ? .needsMore : gs(command)
    case 0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x18: return .bytes(1)
    default: return .unknown(1)
    }
  }

  private static func dle(_ command: [UInt8]) -> CommandLength {
    switch command[1] {
    case 0x04, 0x05: return .bytes(3)
    case 0x14:
      guard command.count > 2 else { return .needsMore }
      switch command[2] {
      case 1, 2: return .bytes(5)
      case 7: return .bytes(4)
      case 8: return .bytes(10)
      default: return .unknown(3)
      }
    default: return .unknown(2)
    }
  }

  private static func esc(_ command: [UInt8]) -> CommandLength {
    switch command[1] {
    case UInt8(ascii: "@"), UInt8(ascii: "2"), UInt8(ascii: "L"), UInt8(ascii: "S"), UInt8(ascii: "i"),
      UInt8(ascii: "m"), 0x0C:
      return .bytes(2)
    case UInt8(ascii: "d"), UInt8(ascii: "J"), UInt8(ascii: "e"), UInt8(ascii: "K"), UInt8(ascii: "t"),
      UInt8(ascii: "!"), UInt8(ascii: "a"), UInt8(ascii: "E"), UInt8(ascii: "G"), UInt8(ascii: "-"),
      UInt8(ascii: "M"), UInt8(ascii: "R"), UInt8(ascii: "T"), UInt8(ascii: "U"), UInt8(ascii: "V"),
      UInt8(ascii: "{"), UInt8(ascii: " "), UInt8(ascii: "3"), UInt8(ascii: "="), UInt8(ascii: "%"),
      UInt8(ascii: "?"), UInt8(ascii: "r"):
      return .bytes(3)
    case UInt8(ascii: "$"), UInt8(ascii: "\\"), UInt8(ascii: "c"), UInt8(ascii: "B"): return .bytes(4)
    case UInt8(ascii: "p"), UInt8(ascii: "C"): return .bytes(5)
    case UInt8(ascii: "W"): return .bytes(10)
    case UInt8(ascii: "D"): return .untilNUL
    case UInt8(ascii: "("): return block(command)
    case UInt8(ascii: "*"):
      guard command.count >= 5 else { return .needsMore }
      return .header(5, data: word(command, 3) * (command[2] >= 32 ? 3 : 1))
    default: return .unknown(2)
    }
  }

  private static func fs(_ command: [UInt8]) -> CommandLength {
    switch command[1] {
    case UInt8(ascii: "&"), UInt8(ascii: "."): return .bytes(2)
    case UInt8(ascii: "!"), UInt8(ascii: "-"), UInt8(ascii: "C"), UInt8(ascii: "W"): return .bytes(3)
    case UInt8(ascii: "S"), UInt8(ascii: "p"): return .bytes(4)
    case UInt8(ascii: "2"): return .header(4, data: 72)
    case UInt8(ascii: "("): return block(command)
    default: return .unknown(2)
    }
  }

  private static func gs(_ command: [UInt8]) -> CommandLength {
    switch command[1] {
    case UInt8(ascii: ":"): return .bytes(2)
    case UInt8(ascii: "r"), UInt8(ascii: "a"), UInt8(ascii: "I"), UInt8(ascii: "!"), UInt8(ascii: "B"),
      UInt8(ascii: "b"), UInt8(ascii: "H"), UInt8(ascii: "f"), UInt8(ascii: "h"), UInt8(ascii: "w"),
      UInt8(ascii: "/"), UInt8(ascii: "T"), UInt8(ascii: "j"):
      return .bytes(3)
    case UInt8(ascii: "L"), UInt8(ascii: "W"), UInt8(ascii: "P"), UInt8(ascii: "$"), UInt8(ascii: "\\"):
      return .bytes(4)
    case UInt8(ascii: "^"): return .bytes(5)
    case UInt8(ascii: "V"):
      guard command.count > 2 else { return .needsMore }
      switch command[2] {
      case 0, 1, 48, 49: return .bytes(3)
      case 65, 66, 97, 98, 103, 104: return .bytes(4)
      default: return .unknown(3)
      }
    case UInt8(ascii: "*"):
      guard command.count >= 4 else { return .needsMore }
      return .header(4, data: Int(command[2]) * Int(command[3]) * 8)
    case UInt8(ascii: "v"):
      guard command.count >= 8 else { return .needsMore }
      return .header(8, data: word(command, 4) * word(command, 6))
    case UInt8(ascii: "k"):
      guard command.count > 2 else { return .needsMore }
      guard command[2] >= 65 else { return command[2] <= 6 ? .untilNUL : .unknown(3) }
      guard command.count > 3 else { return .needsMore }
      return .bytes(4 + Int(command[3]))
    case UInt8(ascii: "("): return block(command)
    case UInt8(ascii: "8"):
      guard command.count >= 7 else { return .needsMore }
      return .header(7, data: word(command, 3) | word(command, 5) << 16)
    default: return .unknown(2)
    }
  }

  /// ESC, FS or GS ( x pL pH: short ones are kept whole, since some are answered.
  private static func block(_ command: [UInt8]) -> CommandLength {
    guard command.count >= 5 else { return .needsMore }
    let length = word(command, 3)
    return length <= 8192 ? .bytes(5 + length) : .header(5, data: length)
  }

  private static func word(_ command: [UInt8], _ index: Int) -> Int {
    Int(command[index]) | Int(command[index + 1]) << 8
  }
}
