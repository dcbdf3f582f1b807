import PosModel

/// Keys of a country's keyboard → the characters that a scanner means by them.
///
/// Control characters come as Ctrl with a key (`Ctrl+]` is GS) or as Alt with keypad digits (`Alt+029` is GS). Num Lock and
/// Scroll Lock are ignored: the keypad always types digits.
package struct KeyboardDecoder: Sendable {
  /// What Caps Lock means.
  package enum CapsLock: String, CaseIterable, Hashable, Sendable {
    /// As on a computer on which it is off at first: the scanner's own Caps Lock key turns it on and off.
    case follow
    /// It means nothing.
    case ignore
    /// The scanner is set for a computer on which it is always on, and types small letters for capitals.
    case on
  }

  private let layout: KeyboardLayout
  private let capsMode: CapsLock
  private var held = KeySet()
  private var isCapsOn: Bool
  private var accent: Unicode.Scalar?
  private var altNumber: Int?
  private var altHasLeadingZero = false
  private var altIsBroken = false

  package init(_ layout: KeyboardLayout = .us, capsLock: CapsLock = .follow) {
    self.layout = layout
    capsMode = capsLock
    isCapsOn = capsLock == .on
  }

  package var anyKeyDown: Bool { !held.isEmpty }

  /// A dead key was typed, and waits for its letter.
  package var hasAccent: Bool { accent != nil }

  /// Forgets held keys, Caps Lock, a waiting accent and a half typed Alt number.
  package mutating func reset() {
    self = KeyboardDecoder(layout, capsLock: capsMode)
  }

  /// Caps Lock is where it was at first: its key may have been missed, and a scanner that uses it lets it go behind its text.
  package mutating func resetCapsLock() {
    isCapsOn = capsMode == .on
  }

  /// A key that is down already types nothing more until it was released; repeats type nothing.
  package mutating func take(_ key: KeyTransition) -> KeyboardOutputs {
    guard key.usage >= 0x04, key.usage <= 0xFF else { return .none }
    let usage = UInt8(key.usage)
    switch key.phase {
    case .repeating: return .none
    case .up:
      guard held.remove(usage) else { return .none }
      return usage == Self.leftAlt || usage == Self.rightAlt ? altReleased() : .none
    case .down:
      guard held.insert(usage) else { return .none }
      return pressed(usage)
    }
  }

  /// An accent that still waits when the scan is over.
  package mutating func flush() -> KeyboardOutputs {
    flush(before: nil)
  }

  /// A waiting accent, which does not combine with what is typed now, and that.
  private mutating func flush(before output: KeyboardOutput?) -> KeyboardOutputs {
    guard let waiting = accent else { return KeyboardOutputs(output) }
    accent = nil
    return KeyboardOutputs(.character(DeadKey.spacing(waiting)), output)
  }

  private static let leftAlt: UInt8 = 0xE2
  private static let rightAlt: UInt8 = 0xE6

  private func isHeld(_ left: UInt8) -> Bool { held.contains(left) || held.contains(left + 4) }

  private mutating func pressed(_ usage: UInt8) -> KeyboardOutputs {
    switch usage {
    case 0xE0...0xE7, 0x47, 0x53: return .none  // modifiers, Scroll and Num Lock
    case 0x39:
      if capsMode == .follow { isCapsOn.toggle() }
      return .none
    default: break
    }
    let hasAlt = isHeld(Self.leftAlt)
    if hasAlt, (0x59...0x62).contains(usage) {
      altDigit(usage == 0x62 ? 0 : Int(usage) - 0x58)
      return flush()
    }
    let hasControl = isHeld(0xE0)
    // Windows takes Ctrl with Alt for AltGr, and some scanners type it so.
    let isAltGr = layout.hasAltGr && (held.contains(Self.rightAlt) || hasControl && hasAlt)
    if isHeld(0xE3) || hasAlt && !isAltGr { return flush(before: .unreadable) }
    if hasControl, !isAltGr { return flush(before: control(usage).map { .character($0) } ?? .unreadable) }
    return typed(usage, altGr: isAltGr)
  }

  private mutating func typed(_ usage: UInt8, altGr: Bool) -> KeyboardOutputs {
    let shift = isHeld(0xE1) != (isCapsOn && !altGr && layout.capsLockShifts(usage))
    if let character = layout.character(usage, shift: shift, altGr: altGr) {
      guard let waiting = accent else {
        if !DeadKey.isAccent(character) { return KeyboardOutputs(.character(character)) }
        accent = character
        return .none
      }
      accent = nil
      let alone = DeadKey.spacing(waiting)
      if character == " " { return KeyboardOutputs(.character(alone)) }
      if DeadKey.isAccent(character) {
        return KeyboardOutputs(.character(alone), .character(DeadKey.spacing(character)))
      }
      if let composed = DeadKey.compose(waiting, character) { return KeyboardOutputs(.character(composed)) }
      return KeyboardOutputs(.character(alone), .character(character))
    }
    switch usage {
    case 0x28, 0x58: return flush(before: .terminator(.enter))
    case 0x2B: return flush(before: .terminator(.tab))
    case 0x51: return flush(before: .terminator(.downArrow))
    case 0x29: return flush(before: .character("\u{1B}"))
    case 0x2A: return flush(before: .character("\u{08}"))
    case 0x4C: return flush(before: .character("\u{7F}"))
    case 0x3A...0x46, 0x48...0x50, 0x52, 0x65, 0x68...0x73: return flush(before: altGr ? .unreadable : .key(usage))
    default: return flush(before: .unreadable)
    }
  }

  // MARK: Alt and Ctrl

  private mutating func altDigit(_ digit: Int) {
    if altNumber == nil { altHasLeadingZero = digit == 0 }
    let number = (altNumber ?? 0) * 10 + digit
    if number > 0xFFFF { altIsBroken = true }
    altNumber = min(number, 0xFFFF)
  }

  private mutating func altReleased() -> KeyboardOutputs {
    guard !isHeld(Self.leftAlt), let number = altNumber else { return .none }
    let isBroken = altIsBroken
    altNumber = nil
    altIsBroken = false
    return KeyboardOutputs(isBroken ? .unreadable : .altCode(number, leadingZero: altHasLeadingZero))
  }

  /// Ctrl with the keys of the ASCII columns 4 and 5: by the layout's own character, else by the place of the key on a US
  /// board, as Windows has it for the signs; 2, 6 and - stand for @, ^ and _ with or without Shift.
  private func control(_ usage: UInt8) -> Unicode.Scalar? {
    let letter = layout.character(usage)?.value ?? 0
    if (0x61...0x7A).contains(letter) { return Unicode.Scalar(UInt8(truncatingIfNeeded: letter & 0x1F)) }
    let sign = layout.character(usage, shift: isHeld(0xE1))?.value ?? 0
    if sign == 0x40 || (0x5B...0x5F).contains(sign) {
      return Unicode.Scalar(UInt8(truncatingIfNeeded: sign & 0x1F))
    }
    return switch usage {
    case 0x1F: "\u{00}"
    case 0x23: "\u{1E}"
    case 0x2D: "\u{1F}"
    case 0x2F: "\u{1B}"
    case 0x30: "\u{1D}"
    case 0x31, 0x32, 0x64: "\u{1C}"
    default: nil
    }
  }
}
