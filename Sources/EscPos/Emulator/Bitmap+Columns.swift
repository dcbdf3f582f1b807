extension Bitmap {
  /// From columns of dots from the top, as ESC *, ESC & and GS * send them; missing ones are white.
  init(columns: Int, bytesPerColumn: Int, _ data: ArraySlice<UInt8>) {
    var bitmap = Bitmap(width: columns, height: bytesPerColumn * 8)
    let stride = bitmap.bytesPerRow
    var index = data.startIndex
    for column in 0..<max(0, columns) {
      let mask: UInt8 = 0x80 >> (UInt8(truncatingIfNeeded: column) & 7)
      for block in 0..<bytesPerColumn {
        guard index < data.endIndex else { break }
        let byte = data[index]
        index += 1
        guard byte != 0 else { continue }
        for bit in 0..<8 where byte & (0x80 >> UInt8(bit)) != 0 {
          bitmap.bytes[(block * 8 + bit) * stride + column / 8] |= mask
        }
      }
    }
    self = bitmap
  }

  /// From rows as GS v 0 and GS ( L send them; the columns from `width` on and what is not complete are left out.
  init(rows data: ArraySlice<UInt8>, bytesPerRow: Int, width: Int, height: Int) {
    let kept = Self.bytesPerRow(width)
    let rows = bytesPerRow > 0 ? min(height, data.count / bytesPerRow) : 0
    var bytes: [UInt8] = []
    bytes.reserveCapacity(kept * rows)
    for row in 0..<rows {
      let start = data.startIndex + row * bytesPerRow
      bytes.append(contentsOf: data[start..<start + min(kept, bytesPerRow)])
      if kept > bytesPerRow { bytes.append(contentsOf: repeatElement(0, count: kept - bytesPerRow)) }
    }
    if width & 7 != 0, kept > 0 {
      let mask = ~(UInt8(0xFF) >> UInt8(width & 7))
      for row in 0..<rows { bytes[row * kept + kept - 1] &= mask }
    }
    self = Bitmap(width: width, height: rows, bytes: bytes) ?? Bitmap(width: 0, height: 0)
  }
}
