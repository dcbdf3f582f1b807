/// The two-byte characters of KS X 1001 and of its extension in CP949, which has every Hangul syllable.
enum KSX1001 {
  private static let letters: [ClosedRange<UInt8>] = [0x41...0x5A, 0x61...0x7A]

  /// The syllables that KS X 1001 lacks stand in the extension in the order of Unicode.
  static let set: DoubleByteSet = {
    var set = DoubleByteSet(
      table, leads: 0x81...0xFE,
      zones: [
        .init(leads: 0xA1...0xAC, trails: [0xA1...0xFE]),
        .init(leads: 0xB0...0xC8, trails: [0xA1...0xFE]),
        .init(leads: 0xCA...0xFD, trails: [0xA1...0xFE]),
      ])
    let syllables = (0xAC00...0xD7A3 as ClosedRange<UInt16>).filter { set.code(UInt32($0)) == 0 }
    set.fill(
      [
        .init(leads: 0x81...0xA0, trails: letters + [0x81...0xFE]),
        .init(leads: 0xA1...0xC6, trails: letters + [0x81...0xA0]),
      ], with: syllables)
    return set
  }()
}
