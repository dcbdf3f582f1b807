/// The code page 255, which a host draws itself (GS ( E 7 to 10): in RAM, and in NV memory one for each font.
struct UserCodePage: Hashable, Sendable {
  static let number: UInt8 = 255
  private static let longest = 8

  /// By code, from 80 on.
  private var glyphs: [UInt8: Bitmap] = [:]
  private var saved: [UInt8: [UInt8: Bitmap]] = [:]
  /// The font that was saved or loaded last: its page is there after a reset.
  private var last: UInt8?

  subscript(code: UInt8) -> Bitmap? { glyphs[code] }

  /// 8: y c1 c2, then for each code x and x columns of y bytes. 9: x c1 c2, then for each code y and y rows of x bytes.
  /// False, and nothing changes, where the data is not what it says.
  mutating func define(_ data: ArraySlice<UInt8>, isColumns: Bool) -> Bool {
    let data = Array(data)
    guard data.count > 3, (1...3).contains(data[0]), data[1] >= 0x80, data[1] <= data[2] else { return false }
    let bytes = Int(data[0])
    var drawn: [UInt8: Bitmap] = [:]
    var index = 3
    for code in data[1]...data[2] {
      guard index < data.count else { return false }
      let count = Int(data[index])
      guard count <= 48, index + 1 + count * bytes <= data.count else { return false }
      let dots = data[(index + 1)..<(index + 1 + count * bytes)]
      drawn[code] =
        isColumns
        ? Bitmap(columns: count, bytesPerColumn: bytes, dots)
        : Bitmap(rows: dots, bytesPerRow: bytes, width: bytes * 8, height: count)
      index += 1 + count * bytes
    }
    glyphs.merge(drawn) { $1 }
    return true
  }

  /// 10.
  mutating func delete(_ codes: ClosedRange<UInt8>) {
    for code in codes { glyphs[code] = nil }
  }

  /// 7 a 48 49; false when there is no room for another font.
  mutating func save(_ font: UInt8) -> Bool {
    guard saved.count < Self.longest || saved[font] != nil else { return false }
    saved[font] = glyphs
    last = font
    return true
  }

  /// 7 a 49 48.
  mutating func load(_ font: UInt8) {
    glyphs = saved[font] ?? [:]
    last = font
  }

  /// Switched on, or reset.
  mutating func reset() { glyphs = last.flatMap { saved[$0] } ?? [:] }
}
