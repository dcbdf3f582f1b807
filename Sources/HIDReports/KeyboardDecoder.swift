import PosModel

/// What a key going down or up types.
package enum KeyboardOutput: Hashable, Sendable {
  case nothing
  case byte(UInt8)
  /// Alt with a keypad number over 255: the two bytes of a GBK character.
  case pair(UInt8, UInt8)
  case terminator(Terminator)
  /// F1–F24: scanners type them before or after the data, some in place of a control character.
  case functionKey
  /// A key or a combination that stands for no character: what was scanned is not known completely.
  case unreadable

  package enum Terminator: UInt8, Hashable, Sendable {
    case tab = 0x09
    /// Also the keypad's.
    case enter = 0x0D
    case downArrow = 0x00
  }
}

/// Keys of a US keyboard → the bytes that a scanner means by them.
///
/// Control characters come as Ctrl with a key (`Ctrl+]` is GS) or as Alt with keypad digits (`Alt+029` is GS). Locks are
/// ignored: a scanner's Caps Lock is a trick to undo the host's, and there is no host keyboard here.
package struct KeyboardDecoder: Sendable {
  private var held = KeySet()
  private var altNumber: Int?
  private var altIsBroken = false

  package init() {}

  package var anyKeyDown: Bool { !held.isEmpty }

  /// Forgets held keys and a half typed Alt number.
  package mutating func reset() {
    self = KeyboardDecoder()
  }

  /// A key that is down already types nothing more until it was released; repeats type nothing.
  package mutating func take(_ key: KeyTransition) -> KeyboardOutput {
    guard key.usage >= 0x04, key.usage <= 0xFF else { return .nothing }
    let usage = UInt8(key.usage)
    switch key.phase {
    case .repeating: return .nothing
    case .up:
      guard held.remove(usage) else { return .nothing }
      return usage == Self.leftAlt || usage == Self.rightAlt ? altReleased() : .nothing
    case .down:
      guard held.insert(usage) else { return .nothing }
      return pressed(usage)
    }
  }

  private static let leftAlt: UInt8 = 0xE2
  private static let rightAlt: UInt8 = 0xE6

  private func isHeld(_ left: UInt8) -> Bool { held.contains(left) || held.contains(left + 4) }

  private mutating func pressed(_ usage: UInt8) -> KeyboardOutput {
    switch usage {
    case 0xE0...0xE7: return .nothing
    case 0x39, 0x47, 0x53: return .nothing  // Caps, Scroll and Num Lock
    default: break
    }
    if isHeld(Self.leftAlt) { return pressedWithAlt(usage) }
    if isHeld(0xE3) { return .unreadable }
    if isHeld(0xE0) { return control(usage) }
    switch usage {
    case 0x28, 0x58: return .terminator(.enter)
    case 0x2B: return .terminator(.tab)
    case 0x51: return .terminator(.downArrow)
    case 0x3A...0x45, 0x68...0x73: return .functionKey
    default:
      return USLayout.character(UInt16(usage), shift: isHeld(0xE1)).map { .byte($0) } ?? .unreadable
    }
  }

  private mutating func pressedWithAlt(_ usage: UInt8) -> KeyboardOutput {
    guard (0x59...0x62).contains(usage) else { return .unreadable }
    let digit = usage == 0x62 ? 0 : Int(usage) - 0x58
    let number = (altNumber ?? 0) * 10 + digit
    if number > 0xFFFF { altIsBroken = true }
    altNumber = min(number, 0xFFFF)
    return .nothing
  }

  private mutating func altReleased() -> KeyboardOutput {
    guard !isHeld(Self.leftAlt), let number = altNumber else { return .nothing }
    let broken = altIsBroken
    altNumber = nil
    altIsBroken = false
    if broken { return .unreadable }
    return number <= 0xFF ? .byte(UInt8(number)) : .pair(UInt8(number >> 8), UInt8(number & 0xFF))
  }

  /// Ctrl with the keys of the ASCII columns 4 and 5; 2, 6 and - stand for @, ^ and _ with or without Shift.
  private func control(_ usage: UInt8) -> KeyboardOutput {
    switch usage {
    case 0x04...0x1D: .byte(usage - 0x03)
    case 0x1F: .byte(0x00)
    case 0x23: .byte(0x1E)
    case 0x2D: .byte(0x1F)
    case 0x2F: .byte(0x1B)
    case 0x30: .byte(0x1D)
    case 0x31, 0x32: .byte(0x1C)
    default: .unreadable
    }
  }
}
