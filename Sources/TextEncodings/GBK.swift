/// The two-byte characters of GBK and GB18030.
enum GBK {
  static let leads: ClosedRange<UInt8> = 0x81...0xFE
  private static let lowTrails: [ClosedRange<UInt8>] = [0x40...0x7E, 0x80...0xA0]

  /// The ideographs of Unicode 1.1 that GB 2312 lacks stand in GBK/3 and GBK/4 in the order of Unicode, so the table
  /// has only the others.
  static let set: DoubleByteSet = {
    var set = DoubleByteSet(
      table, leads: leads,
      zones: [
        .init(leads: 0xA1...0xA9, trails: [0xA1...0xFE]),
        .init(leads: 0xB0...0xF7, trails: [0xA1...0xFE]),
        .init(leads: 0xA8...0xA9, trails: lowTrails),
        .init(leads: 0xFD...0xFD, trails: [0x9C...0xA0]),
        .init(leads: 0xFE...0xFE, trails: lowTrails),
      ])
    let ideographs = (0x4E00...0x9FA5 as ClosedRange<UInt16>).filter { set.code(UInt32($0)) == 0 }
    set.fill(
      [
        .init(leads: 0x81...0xA0, trails: lowTrails + [0xA1...0xFE]),
        .init(leads: 0xAA...0xFD, trails: lowTrails),
      ], with: ideographs)
    return set
  }()
}
