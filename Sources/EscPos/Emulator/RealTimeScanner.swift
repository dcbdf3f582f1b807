/// Finds real-time commands in everything that a printer receives, wherever the transport has cut it: also inside
/// pictures, as real printers do (Epson, "Using real-time commands").
package struct RealTimeScanner: Hashable, Sendable {
  /// DLE DC4 1 and 2 may be switched off by GS ( D.
  package var takesPulse = true
  package var takesPowerOff = true
  private let knowsBillStatus: Bool
  private var seen: [UInt8] = []

  package init(_ profile: PrinterProfile = .generic) {
    knowsBillStatus = profile.quirks.contains(.answersBillStatus)
  }

  /// Forgets a command that has begun.
  package mutating func reset() { seen = [] }

  package mutating func take(_ byte: UInt8) -> RealTimeCommand? {
    if seen.isEmpty, byte != 0x10 { return nil }
    seen.append(byte)
    switch match() {
    case .complete(let command):
      seen = []
      return command
    case .partial:
      return nil
    case .none:
      seen = byte == 0x10 ? [byte] : []
      return nil
    }
  }

  private enum Match {
    case complete(RealTimeCommand)
    case partial
    case none
  }

  private func match() -> Match {
    guard seen.count > 1 else { return .partial }
    switch seen[1] {
    case 0x04: return status()
    case 0x05:
      guard seen.count > 2 else { return .partial }
      return seen[2] <= 2 ? .complete(.recover(seen[2])) : .none
    case 0x06 where knowsBillStatus:
      guard seen.count > 2 else { return .partial }
      return seen[2] == 1 || seen[2] == 2 ? .complete(.billStatus(seen[2])) : .none
    case 0x14: return seen.count > 2 ? request() : .partial
    default: return .none
    }
  }

  private func status() -> Match {
    guard seen.count > 2 else { return .partial }
    switch seen[2] {
    case 1...4: return .complete(.status(seen[2], 0))
    case 7, 8, 18: return seen.count == 4 ? .complete(.status(seen[2], seen[3])) : .partial
    default: return .none
    }
  }

  private func request() -> Match {
    switch seen[2] {
    case 1:
      guard takesPulse else { return .none }
      guard seen.count == 5 else { return .partial }
      guard seen[3] <= 1, (1...8).contains(seen[4]) else { return .none }
      return .complete(.pulse(pin: seen[3] == 0 ? 2 : 5, on: .milliseconds(Int(seen[4]) * 100)))
    case 2:
      guard takesPowerOff else { return .none }
      return fixed([0x10, 0x14, 0x02, 0x01, 0x08], .powerOff)
    case 3:
      guard seen.count == 8 else { return .partial }
      return .complete(.beep(pattern: seen[3], times: seen[5]))
    case 7:
      guard seen.count == 4 else { return .partial }
      return [1, 2, 4, 5].contains(seen[3]) ? .complete(.transmit(seen[3])) : .none
    case 8:
      return fixed([0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08], .clear)
    default: return .none
    }
  }

  private func fixed(_ bytes: [UInt8], _ command: RealTimeCommand) -> Match {
    guard bytes.starts(with: seen) else { return .none }
    return seen.count == bytes.count ? .complete(command) : .partial
  }
}
