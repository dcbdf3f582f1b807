/// Finds real-time commands in everything that a printer receives, wherever the transport has cut it: also inside
/// pictures, as real printers do (Epson, "Using real-time commands").
struct RealTimeScanner: Hashable, Sendable {
  enum Command: Hashable {
    /// DLE EOT n.
    case status(UInt8)
    /// DLE DC4 1 m t.
    case pulse(pin: Int)
    /// DLE DC4 8: clears the buffers.
    case clear
  }

  private var seen: [UInt8] = []

  mutating func take(_ byte: UInt8) -> Command? {
    seen.append(byte)
    switch Self.match(seen) {
    case .some(.some(let command)):
      seen = []
      return command
    case .some(.none):
      return nil
    case .none:
      seen = byte == 0x10 ? [byte] : []
      return nil
    }
  }

  /// A command, nil inside for a beginning of one, nil outside for neither.
  private static func match(_ bytes: [UInt8]) -> Command?? {
    guard bytes[0] == 0x10 else { return nil }
    guard bytes.count > 1 else { return .some(nil) }
    switch bytes[1] {
    case 0x04:
      guard bytes.count > 2 else { return .some(nil) }
      return (1...4).contains(bytes[2]) ? .status(bytes[2]) : nil
    case 0x14:
      guard bytes.count > 2 else { return .some(nil) }
      switch bytes[2] {
      case 1:
        guard bytes.count == 5 else { return .some(nil) }
        guard bytes[3] <= 1, (1...8).contains(bytes[4]) else { return nil }
        return .pulse(pin: bytes[3] == 0 ? 2 : 5)
      case 8:
        let clear: [UInt8] = [0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08]
        guard clear.starts(with: bytes) else { return nil }
        return bytes.count == clear.count ? .clear : .some(nil)
      default: return nil
      }
    default: return nil
    }
  }
}
