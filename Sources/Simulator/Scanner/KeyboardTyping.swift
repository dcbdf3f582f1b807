import HIDReports
import PosModel
import TextEncodings

/// A code as boot keyboard reports of 8 bytes: a key down and all keys up for each character (HID 1.11, appendix B.1).
struct KeyboardTyping {
  let style: KeyboardStyle
  private(set) var reports: [[UInt8]] = []

  init(_ style: KeyboardStyle) {
    self.style = style
  }

  private static let released = [UInt8](repeating: 0, count: 8)
  private static let control: UInt8 = 0x01
  private static let shift: UInt8 = 0x02
  private static let alt: UInt8 = 0x04
  private static let altGr: UInt8 = 0x40

  mutating func press(_ usage: UInt8, modifiers: UInt8 = 0) {
    reports.append([modifiers, 0, usage, 0, 0, 0, 0, 0])
    reports.append(Self.released)
  }

  /// UTF-8, or else each byte a character of Latin-1. Throws `illegal` for what this board cannot type.
  mutating func type(_ code: [UInt8]) throws(PosError) {
    if style.altNumber == .bytes {
      for byte in code {
        if byte < 0x80 { try type(Unicode.Scalar(byte)) } else { press(altNumber: Int(byte), digits: 4) }
      }
    } else if let text = String(validating: code, as: UTF8.self) {
      for character in text.unicodeScalars { try type(character) }
    } else {
      for byte in code { try type(Unicode.Scalar(byte)) }
    }
  }

  private mutating func type(_ character: Unicode.Scalar) throws(PosError) {
    if character.value < 0x20 { return try type(control: UInt8(character.value)) }
    if character.value == 0x7F { return press(0x4C) }
    if let strokes = style.layout.strokes(for: character) {
      for stroke in strokes { press(stroke) }
    } else if let (number, digits) = altNumber(of: character) {
      press(altNumber: number, digits: digits)
    } else {
      throw PosError(
        .illegal, "a keyboard scanner of this layout cannot type one of the characters",
        remedy: "scan it with the HID POS or the serial scanner")
    }
  }

  private mutating func press(_ stroke: KeyboardLayout.Stroke) {
    var shift = stroke.shift
    var isCapital = false
    if !stroke.altGr, !stroke.control, style.layout.capsLockShifts(stroke.usage) {
      isCapital = shift && style.capsLock == .pressed
      if isCapital || style.capsLock == .on { shift.toggle() }
    }
    if isCapital { press(0x39) }
    var modifiers: UInt8 = shift ? Self.shift : 0
    if stroke.control { modifiers |= Self.control }
    if stroke.altGr { modifiers |= style.hasControlAlt ? Self.control | Self.alt : Self.altGr }
    press(stroke.usage, modifiers: modifiers)
    if isCapital { press(0x39) }
  }

  private mutating func type(control character: UInt8) throws(PosError) {
    switch style.controls {
    case .altKeypad: press(altNumber: Int(character), digits: 3)
    case .functionKeys where character >= 0x16: press(0x3A + character - 0x16)
    case .control, .functionKeys:
      guard let stroke = style.layout.controlStroke(for: character) else {
        throw PosError(.illegal, "no key stands for this control character", remedy: "type it with Alt on the keypad")
      }
      press(stroke)
    }
  }

  // MARK: Alt

  /// With zeros in front up to so many digits. Alt stays down while they are typed.
  private mutating func press(altNumber number: Int, digits: Int) {
    let text = String(number)
    reports.append([Self.alt, 0, 0, 0, 0, 0, 0, 0])
    for digit in String(repeating: "0", count: max(0, digits - text.utf8.count)).utf8 + Array(text.utf8) {
      reports.append([Self.alt, 0, digit == 0x30 ? 0x62 : digit - 0x31 + 0x59, 0, 0, 0, 0, 0])
      reports.append([Self.alt, 0, 0, 0, 0, 0, 0, 0])
    }
    reports.append(Self.released)
  }

  private func altNumber(of character: Unicode.Scalar) -> (number: Int, digits: Int)? {
    func code(_ name: String) -> Int? {
      guard let encoding = TextEncoding.named(name), encoding.canEncode(String(character)) else { return nil }
      var bytes: [UInt8] = []
      encoding.encode(String(character), into: &bytes)
      // Not a substitute that looks like it.
      guard encoding.decode(bytes) == String(character) else { return nil }
      return bytes.reduce(0) { $0 << 8 | Int($1) }
    }
    return switch style.altNumber {
    case .none, .bytes: nil
    case .windows1252: code("windows-1252").map { ($0, 4) }
    case .cp437: code("cp437").map { ($0, 3) }
    case .unicode: character.value <= 0xFFFF ? (Int(character.value), 5) : nil
    case .gbk: code("gbk").map { ($0, 5) }
    }
  }
}
