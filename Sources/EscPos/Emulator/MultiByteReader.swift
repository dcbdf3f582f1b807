import TextEncodings

/// Collects the bytes of one character of a multi-byte set.
struct MultiByteReader: Hashable, Sendable {
  enum System: Hashable, Sendable { case gb(fourByte: Bool), big5, shiftJIS, jis, korean, utf8 }

  enum Step: Hashable {
    case more
    case character(String)
    /// The bytes so far are no character, and the last one begins anew.
    case broken
  }

  private(set) var pending: [UInt8] = []
  var system: System
  private var encoding: TextEncoding

  init(_ profile: PrinterProfile) {
    let name = profile.multiByte?.encoding ?? "gb18030"
    system = Self.system(name, profile.takesFourByte)
    encoding = Self.encoding(name, system)
  }

  /// For FS C and FS ( C.
  mutating func select(_ system: System) {
    self.system = system
    pending = []
    let names: [String]
    switch system {
    case .gb: names = ["gb18030"]
    case .big5: names = ["big5"]
    case .shiftJIS, .jis: names = ["shift-jis"]
    case .korean: names = ["ks-x-1001"]
    case .utf8: names = ["utf-8"]
    }
    encoding = Self.encoding(names[0], system)
  }

  private static func system(_ name: String, _ fourByte: Bool) -> System {
    switch name {
    case "big5": .big5
    case "shift-jis": .shiftJIS
    case "ks-x-1001": .korean
    case "utf-8": .utf8
    default: .gb(fourByte: fourByte || name == "gb18030-4byte")
    }
  }

  private static func encoding(_ name: String, _ system: System) -> TextEncoding {
    if case .gb(fourByte: true) = system { return TextEncoding.named("gb18030-4byte") ?? .gb18030 }
    return TextEncoding.named(name) ?? .gb18030
  }

  /// Whether a byte at the start of a character belongs to one with several.
  func isLead(_ byte: UInt8) -> Bool {
    switch system {
    case .gb, .big5: (0x81...0xFE).contains(byte)
    case .korean: (0x81...0xFE).contains(byte)
    case .shiftJIS: (0x81...0x9F).contains(byte) || (0xE0...0xFC).contains(byte)
    case .jis: (0x21...0x7E).contains(byte)
    case .utf8: byte >= 0xC2 && byte <= 0xF4
    }
  }

  mutating func reset() { pending = [] }

  mutating func take(_ byte: UInt8) -> Step {
    if pending.isEmpty {
      pending = [byte]
      return .more
    }
    guard isTrail(byte) else {
      pending = []
      return .broken
    }
    pending.append(byte)
    guard pending.count == length else { return .more }
    defer { pending = [] }
    return .character(decoded)
  }

  private var length: Int {
    switch system {
    case .gb(let fourByte): fourByte && pending.count > 1 && pending[1] < 0x40 ? 4 : 2
    case .utf8: pending[0] >= 0xF0 ? 4 : pending[0] >= 0xE0 ? 3 : 2
    default: 2
    }
  }

  private func isTrail(_ byte: UInt8) -> Bool {
    switch system {
    case .gb(let fourByte):
      switch pending.count {
      case 1: return byte >= 0x40 && byte != 0x7F && byte != 0xFF || fourByte && (0x30...0x39).contains(byte)
      case 2: return (0x81...0xFE).contains(byte)
      default: return (0x30...0x39).contains(byte)
      }
    case .big5, .shiftJIS: return byte >= 0x40 && byte != 0x7F
    case .korean: return byte >= 0x41
    case .jis: return (0x21...0x7E).contains(byte)
    case .utf8: return byte & 0xC0 == 0x80
    }
  }

  private var decoded: String {
    switch system {
    case .utf8: return String(decoding: pending, as: UTF8.self)
    case .jis: return encoding.decode(Self.shiftJIS(pending[0], pending[1]))
    default: return encoding.decode(pending)
    }
  }

  /// JIS X 0208 row and cell → Shift-JIS.
  private static func shiftJIS(_ row: UInt8, _ cell: UInt8) -> [UInt8] {
    let high = (row - 0x21) / 2 + (row < 0x5F ? 0x81 : 0xC1)
    let low = row & 1 == 1 ? cell + (cell < 0x60 ? 0x1F : 0x20) : cell + 0x7E
    return [high, low]
  }
}
