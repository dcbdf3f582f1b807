import PosModel

extension PrintWarning {
  /// At most so many characters are named.
  private static let most = 32

  /// Nothing where nothing is missing.
  static func missingGlyphs(_ characters: Set<UInt32>) -> [PrintWarning] {
    guard !characters.isEmpty else { return [] }
    let rising = characters.sorted()
    let packages = Set(rising.map(package)).sorted().joined(separator: " ")
    let plural = characters.count == 1 ? "character is a box" : "characters are boxes"
    return [
      PrintWarning(
        .missingGlyph, "\(characters.count) \(plural) on paper: no font of this machine has them",
        remedy: "install fonts that have them: apt-get install \(packages)",
        codePoints: rising.prefix(most).map(name))
    ]
  }

  /// Debian's fonts.
  private static func package(of character: UInt32) -> String {
    switch character {
    case 0x2E80...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0xFF00...0xFFEF, 0x20000...0x3FFFF: "fonts-noto-cjk"
    case 0x2600...0x27BF, 0x1F000...0x1FAFF: "fonts-noto-color-emoji"
    default: "fonts-noto-core"
    }
  }

  private static func name(of character: UInt32) -> String {
    let digits = String(character, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}
