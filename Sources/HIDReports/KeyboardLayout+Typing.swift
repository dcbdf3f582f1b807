extension KeyboardLayout {
  /// One key with what is held while it is pressed.
  package struct Stroke: Hashable, Sendable {
    package var usage: UInt8
    package var shift: Bool
    package var altGr: Bool
    package var control: Bool

    package init(_ usage: UInt8, shift: Bool = false, altGr: Bool = false, control: Bool = false) {
      self.usage = usage
      self.shift = shift
      self.altGr = altGr
      self.control = control
    }
  }

  /// The key that types a character, without Caps Lock; nil where there is none.
  package func stroke(for character: Unicode.Scalar) -> Stroke? {
    if character == " " { return Stroke(0x2C) }
    for (altGr, shift) in [(false, false), (false, true), (true, false), (true, true)] {
      let usage = Self.usages.first { self.character($0, shift: shift, altGr: altGr) == character }
      if let usage { return Stroke(usage, shift: shift, altGr: altGr) }
    }
    return nil
  }

  /// The same with a dead key and its letter, where one key does not do; nil for what this board cannot type.
  package func strokes(for character: Unicode.Scalar) -> [Stroke]? {
    if let stroke = stroke(for: character) { return [stroke] }
    for (accent, letter) in DeadKey.decompositions(of: character) {
      if let dead = stroke(for: accent), let key = stroke(for: letter) { return [dead, key] }
    }
    return nil
  }

  /// Ctrl and the key of a control character: by its sign where that needs no AltGr, else by the place on a US board.
  package func controlStroke(for character: UInt8) -> Stroke? {
    guard character < 0x20 else { return nil }
    let sign = Unicode.Scalar((1...26).contains(character) ? character + 0x60 : character + 0x40)
    if let key = stroke(for: sign), !key.altGr { return Stroke(key.usage, shift: key.shift, control: true) }
    return switch character {
    case 0x00: Stroke(0x1F, control: true)
    case 0x1B: Stroke(0x2F, control: true)
    case 0x1C: Stroke(0x32, control: true)
    case 0x1D: Stroke(0x30, control: true)
    case 0x1E: Stroke(0x23, control: true)
    case 0x1F: Stroke(0x2D, control: true)
    default: nil
    }
  }
}
