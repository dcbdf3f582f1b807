/// What waits in a printer's memory for the end of its line or page, as far as the commands tell (Epson ESC/POS: the
/// print buffer).
struct WaitingText: Hashable, Sendable {
  /// The first of its bytes; nil: nothing waits.
  private(set) var start: Int?
  private(set) var isPage = false

  /// A line or a page may have been begun before.
  init(isOpen: Bool = false, isPage: Bool = false) {
    start = isOpen ? 0 : nil
    self.isPage = isPage
  }

  /// Takes the next whole command or run of text.
  mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>) {
    guard let first = piece.first else { return }
    func byte(_ offset: Int) -> UInt8 { first + offset < piece.upperBound ? bytes[first + offset] : 0 }
    switch (bytes[first], byte(1)) {
    case (0x20..., _): if start == nil { start = piece.first { bytes[$0] != 0x20 } }
    case (0x0A, _): lineEnds()
    case (0x0C, _), (0x1B, 0x40), (0x1B, 0x53): pageEnds()  // FF, ESC @, ESC S
    case (0x18, _) where isPage, (0x1B, 0x0C): start = nil  // CAN, ESC FF
    case (0x1B, 0x4C): isPage = true
    case (0x1B, 0x2A): start = start ?? first
    // ESC J, K, d, e, i, m; GS T, V: the line is printed, or given up.
    case (0x1B, 0x4A), (0x1B, 0x4B), (0x1B, 0x64), (0x1B, 0x65), (0x1B, 0x69), (0x1B, 0x6D), (0x1D, 0x54), (0x1D, 0x56):
      lineEnds()
    // GS k in a line that has begun is text.
    case (0x1D, 0x6B) where start != nil && !isPage: break
    case (0x1D, 0x2F), (0x1D, 0x51), (0x1D, 0x6B), (0x1D, 0x76), (0x1C, 0x70): printed(first)
    case (0x1D, 0x28) where byte(2) == 0x6B && byte(6) == 0x51: printed(first)  // GS ( k, function 81
    case (0x1D, 0x28) where byte(2) == 0x4C && (byte(6) == 2 || byte(6) == 50): printed(first)  // GS ( L, function 50
    case (0x1D, 0x38) where byte(2) == 0x4C && (byte(8) == 2 || byte(8) == 50): printed(first)  // GS 8 L
    default: break
    }
  }

  /// Something with lines of its own.
  private mutating func printed(_ place: Int) {
    if isPage { start = start ?? place } else { start = nil }
  }

  private mutating func lineEnds() {
    if !isPage { start = nil }
  }

  private mutating func pageEnds() {
    isPage = false
    start = nil
  }
}
