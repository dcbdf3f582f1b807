/// The data of GS k 73: `{A`, `{B`, `{C` select a subset, `{S` shifts, `{1` to `{4` are FNC1 to FNC4, `{{` is the
/// brace itself, and a byte of 0 to 99 is a pair of digits in subset C (Epson ESC/POS, GS k, function B).
extension Code128Data {
  private static let brace = UInt8(ascii: "{")

  /// The shortest symbol, without a pair 16 before 04, 05 or 20 in subset C: those bytes are DLE EOT, DLE ENQ and
  /// DLE DC4, and a printer would act on them.
  var escPos: [UInt8] {
    let bytes = Self.bytes(codes())
    return CodeRules.holdsRealTimeCommand(bytes) ? Self.bytes(codes(banned: 16)) : bytes
  }

  /// Reads it back; nil for what a printer would not print.
  init?(escPos data: [UInt8]) {
    var characters: [Character] = []
    var subset: Subset?
    var shifted = false
    var index = 0
    while index < data.count {
      let byte = data[index]
      index += 1
      if byte == Self.brace {
        guard index < data.count else { return nil }
        let word = data[index]
        index += 1
        switch word {
        case UInt8(ascii: "A"): subset = .a
        case UInt8(ascii: "B"): subset = .b
        case UInt8(ascii: "C"): subset = .c
        case UInt8(ascii: "S"):
          guard subset == .a || subset == .b else { return nil }
          shifted = true
        case UInt8(ascii: "1")...UInt8(ascii: "4"):
          guard let subset, subset != .c || word == UInt8(ascii: "1") else { return nil }
          characters.append(.function(word &- 0x30))
          shifted = false
        case Self.brace:
          guard subset == (shifted ? .a : .b) else { return nil }
          characters.append(.ascii(Self.brace))
          shifted = false
        default: return nil
        }
        continue
      }
      switch (subset, shifted) {
      case (.a, false), (.b, true): guard byte < 0x60 else { return nil }
      case (.b, false), (.a, true): guard (0x20...0x7F).contains(byte) else { return nil }
      case (.c, _):
        guard byte < 100 else { return nil }
        characters.append(.ascii(0x30 + byte / 10))
        characters.append(.ascii(0x30 + byte % 10))
        continue
      case (nil, _): return nil
      }
      characters.append(.ascii(byte))
      shifted = false
    }
    guard !characters.isEmpty else { return nil }
    self.init(characters)
  }

  private static func bytes(_ codes: [Code]) -> [UInt8] {
    var bytes: [UInt8] = []
    for code in codes {
      switch code {
      case .start(let subset), .latch(let subset):
        bytes += [brace, UInt8(ascii: "A") + UInt8(truncatingIfNeeded: subset.rawValue)]
      case .shift: bytes += [brace, UInt8(ascii: "S")]
      case .character(.ascii(brace)): bytes += [brace, brace]
      case .character(.ascii(let byte)): bytes.append(byte)
      case .character(.function(let number)): bytes += [brace, 0x30 + number]
      case .pair(let pair): bytes.append(pair)
      }
    }
    return bytes
  }
}
