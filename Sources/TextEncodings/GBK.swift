/// The two-byte characters of GBK and GB18030.
enum GBK {
  static let leads: ClosedRange<UInt8> = 0x81...0xFE
  private static let trails = 190
  /// 95 characters of three bytes and the line feed.
  private static let lineLength = 286
  private static let cellsPerLine = 95

  /// The character of a two-byte code; nil if there is none.
  static func scalar(lead: UInt8, trail: UInt8) -> Unicode.Scalar? {
    guard leads ~= lead, 0x40...0xFE ~= trail, trail != 0x7F else { return nil }
    return scalar(cell: Int(lead - 0x81) * trails + Int(trail) - (trail > 0x7F ? 0x41 : 0x40))
  }

  /// The two-byte code of a character; nil if it has none.
  static func code(_ scalar: Unicode.Scalar) -> UInt16? {
    guard scalar.value <= 0xFFFF else { return nil }
    let page = Int(reverse.pages[Int(scalar.value >> 8)])
    guard page > 0 else { return nil }
    let code = reverse.codes[(page - 1) * 256 + Int(scalar.value & 0xFF)]
    return code == 0 ? nil : code
  }

  /// The table literal holds three bytes of UTF-8 for each cell: a code point below U+0800 stands there as U+E000 plus
  /// itself, an empty cell as U+FFFD.
  private static func scalar(cell: Int) -> Unicode.Scalar? {
    let offset = cell / cellsPerLine * lineLength + cell % cellsPerLine * 3
    guard table.hasPointerRepresentation, offset + 2 < table.utf8CodeUnitCount else { return nil }
    let bytes = table.utf8Start + offset
    let value = UInt32(bytes[0] & 0x0F) << 12 | UInt32(bytes[1] & 0x3F) << 6 | UInt32(bytes[2] & 0x3F)
    if value == 0xFFFD { return nil }
    return Unicode.Scalar(0xE000..<0xE800 ~= value ? value - 0xE000 : value)
  }

  /// Code point to code, in pages of 256; made from the table when the first Chinese character is printed (55 KB).
  private static let reverse: (pages: [UInt8], codes: [UInt16]) = {
    var pages = [UInt8](repeating: 0, count: 256)
    var codes: [UInt16] = []
    for lead in leads {
      for trail in 0x40...0xFE as ClosedRange<UInt8> {
        guard let scalar = scalar(lead: lead, trail: trail) else { continue }
        let high = Int(scalar.value >> 8)
        if pages[high] == 0 {
          codes.append(contentsOf: repeatElement(0, count: 256))
          pages[high] = UInt8(codes.count / 256)
        }
        codes[(Int(pages[high]) - 1) * 256 + Int(scalar.value & 0xFF)] = UInt16(lead) << 8 | UInt16(trail)
      }
    }
    return (pages, codes)
  }()
}
