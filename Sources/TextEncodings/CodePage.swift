/// A single-byte code page: ASCII below 80, 128 characters of its own above.
struct CodePage: Hashable, Sendable {
  let name: String
  /// The code points of 80…FF; U+FFFD where the page has none.
  private let upper: [UInt16]

  init?(_ name: String) {
    guard let page = Self.upperHalves.first(where: { $0.name == name }) else { return nil }
    self.name = name
    upper = page.characters.unicodeScalars.map { UInt16(truncatingIfNeeded: $0.value) }
  }

  func byte(_ scalar: Unicode.Scalar) -> UInt8? {
    guard scalar.value <= 0xFFFF, scalar.value != 0xFFFD else { return nil }
    guard let place = upper.firstIndex(of: UInt16(truncatingIfNeeded: scalar.value)) else { return nil }
    return UInt8(0x80 + place)
  }

  func scalar(_ byte: UInt8) -> Unicode.Scalar {
    guard byte >= 0x80 else { return Unicode.Scalar(byte) }
    let place = Int(byte) - 0x80
    return Unicode.Scalar(place < upper.count ? upper[place] : 0xFFFD) ?? "\u{FFFD}"
  }

  static func == (left: CodePage, right: CodePage) -> Bool { left.name == right.name }

  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
