/// The two-byte characters of Big5 as in CP950.
enum Big5 {
  static let set = DoubleByteSet(
    table, leads: 0x81...0xFE,
    zones: [.init(leads: 0xA1...0xF9, trails: [0x40...0x7E, 0xA1...0xFE])],
    // Two numerals that stand among the ideographs too, and the box drawing of ETEN.
    decodeOnly: [0xA2CC...0xA2CC, 0xA2CE...0xA2CE, 0xF9E9...0xF9EB, 0xF9F9...0xF9FD])
}
