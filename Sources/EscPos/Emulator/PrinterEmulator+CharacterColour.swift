extension PrinterEmulator {
  /// GS ( N: the colours of the characters (48), of their ground (49) and of their shadow (50). 48 is none, 49 the first
  /// colour; the others are the second one where the printer has it (Epson ESC/POS).
  mutating func colourCharacters(_ data: [UInt8]) {
    guard data.count >= 2, let last = data.last, (48...51).contains(last) else { return note(data: data) }
    let colour: PaperColour? = last == 48 ? nil : last >= 50 && profile.hasRed ? .red : .black
    switch (data[0], data.count) {
    case (48, 2):
      state.isBlank = colour == nil
      state.isTextRed = colour == .red
    case (49, 2): state.background = colour
    case (50, 3):
      guard [0, 1, 48, 49].contains(data[1]) else { return note(data: data) }
      state.shadow = data[1] & 1 == 1 ? colour : nil
    default: note(data: data)
    }
  }
}
