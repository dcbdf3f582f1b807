/// Shift-JIS as in CP932: JIS X 0208 with the extensions of NEC and IBM, and one-byte katakana.
enum ShiftJIS {
  private static let trails: [ClosedRange<UInt8>] = [0x40...0x7E, 0x80...0xFC]

  static let set = DoubleByteSet(
    table, leads: 0x81...0xFC,
    zones: [
      .init(leads: 0x81...0x84, trails: trails), .init(leads: 0x87...0x9F, trails: trails),
      .init(leads: 0xE0...0xEA, trails: trails), .init(leads: 0xED...0xEE, trails: trails),
      .init(leads: 0xFA...0xFC, trails: trails),
    ],
    // NEC's row 13 repeats some of JIS, IBM's rows repeat NEC's selection of them.
    decodeOnly: [
      0x8790...0x8792, 0x8795...0x8797, 0x879A...0x879C, 0xEEF9...0xEEF9, 0xFA40...0xFAFC, 0xFB40...0xFBFC,
      0xFC40...0xFC4B,
    ])

  /// A1…DF, one column each.
  static func katakana(_ byte: UInt8) -> Unicode.Scalar? {
    0xA1...0xDF ~= byte ? Unicode.Scalar(0xFF61 + UInt32(byte) - 0xA1) : nil
  }

  static func katakana(_ value: UInt32) -> UInt8? {
    0xFF61...0xFF9F ~= value ? UInt8(truncatingIfNeeded: value - 0xFF61 + 0xA1) : nil
  }
}
