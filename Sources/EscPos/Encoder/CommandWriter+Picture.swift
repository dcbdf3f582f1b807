import PosModel

extension CommandWriter {
  /// In bands that are complete commands, so that no small input buffer and no lost byte spoils more than one.
  private static var bandBytes: Int { 4_096 }

  mutating func picture(_ bitmap: Bitmap, isRed: Bool = false) throws(PosError) {
    let rows = printable(bitmap)
    guard rows.width > 0, rows.height > 0 else { return }
    startLine()
    if isRed, facts.profile.hasRed {
      put(0x1B, 0x72, 1)
      sent?.isRed = true
    }
    switch facts.profile.imageCommand {
    case .raster: raster(rows)
    case .graphics: graphics(rows)
    case .column: columns(rows, height: 24)
    case .column8: columns(rows, height: 8)
    case .none:
      throw PosError(
        .unsupported, "\(facts.profile.id) prints no pictures", remedy: "use a printer that does, or leave it out")
    }
  }

  /// No wider than the print area; on a turned page what is wide runs along the paper.
  private func printable(_ bitmap: Bitmap) -> Bitmap {
    if isOnPage { return bitmap }
    let room = max(
      8, RealTimeBytes.harmless(facts.profile.dots) == facts.profile.dots ? facts.profile.dots : facts.profile.dots - 8)
    let width = min(bitmap.width, room)
    guard width < bitmap.width else { return bitmap }
    var result = Bitmap(width: width, height: bitmap.height)
    let length = result.bytesPerRow
    let mask = width % 8 == 0 ? 0xFF : ~(UInt8(0xFF) >> UInt8(truncatingIfNeeded: width % 8))
    for row in 0..<bitmap.height {
      for index in 0..<length { result.bytes[row * length + index] = bitmap.bytes[row * bitmap.bytesPerRow + index] }
      if length > 0 { result.bytes[(row + 1) * length - 1] &= mask }
    }
    return result
  }

  /// GS v 0.
  private mutating func raster(_ bitmap: Bitmap) {
    let length = bitmap.bytesPerRow
    let most = isOnPage ? bitmap.height : min(max(1, Self.bandBytes / max(1, length)), 255)
    output.reserveCapacity(output.count + bitmap.bytes.count + (bitmap.height / most + 1) * 8)
    for (row, count) in bands(bitmap.height, most) {
      output += [0x1D, 0x76, 0x30, 0] + word(length) + word(count)
      append(bitmap, row, count)
      output.append(contentsOf: repeatElement(0, count: Self.whiteRows(count) * length))
    }
    isAfterRaster = true
  }

  /// A height that a printer would take for a command in real time is told as one more (``word(_:)``).
  private static func whiteRows(_ count: Int) -> Int { RealTimeBytes.harmless(count) - count }

  /// GS ( L 112 into the print buffer, then 50 to print it.
  private mutating func graphics(_ bitmap: Bitmap) {
    let length = bitmap.bytesPerRow
    // On a page bands would stand beside each other.
    var most = isOnPage ? bitmap.height : min(max(1, Self.bandBytes / max(1, length)), 255)
    while most > 1, !isOnPage, RealTimeBytes.harmless(most * length + 10) != most * length + 10 { most -= 1 }
    for (row, count) in bands(bitmap.height, most) {
      let parameters = count * length + 10
      // A last band of just this size would read as a command: it gets a white row.
      let white = max(Self.whiteRows(count), RealTimeBytes.harmless(parameters) == parameters ? 0 : 1)
      let size = parameters + white * length
      output += size <= 0xFFFF ? [0x1D, 0x28, 0x4C] + bytes(size, 2) : [0x1D, 0x38, 0x4C] + bytes(size, 4)
      output += [0x30, 0x70, 0x30, 1, 1, 0x31] + word(bitmap.width) + word(count + white)
      append(bitmap, row, count)
      output.append(contentsOf: repeatElement(0, count: white * length))
      output += [0x1D, 0x28, 0x4C, 2, 0, 0x30, 0x32]
    }
  }

  /// The lowest first.
  private func bytes(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  private func bands(_ height: Int, _ most: Int) -> [(row: Int, count: Int)] {
    stride(from: 0, to: height, by: max(1, most)).map { ($0, min(most, height - $0)) }
  }

  private mutating func append(_ bitmap: Bitmap, _ row: Int, _ count: Int) {
    let start = output.count
    let length = bitmap.bytesPerRow
    bitmap.bytes.withUnsafeBufferPointer { bytes in
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[row * length..<(row + count) * length]))
    }
    RealTimeBytes.remove(from: &output, start: start)
  }

  /// ESC * in lines of 24 or 8 dots; the line spacing is just that high, so that no white is between them.
  private mutating func columns(_ bitmap: Bitmap, height: Int) {
    if isOnPage { return pageColumns(bitmap, height: height) }
    output += [0x1B, 0x33, UInt8(truncatingIfNeeded: min(height * facts.rowUnits, 255))]
    for row in stride(from: 0, to: bitmap.height, by: height) {
      columnLine(bitmap, row, height: height)
      output.append(0x0A)
    }
    writeSpacing()
  }

  /// The end of a line would go back to the page's edge: each band stands on a place of its own, the last one on the line
  /// of the picture; what is over the page's top is left out.
  private mutating func pageColumns(_ bitmap: Bitmap, height: Int) {
    let count = (bitmap.height + height - 1) / height
    let white = [UInt8](repeating: 0, count: (count * height - bitmap.height) * bitmap.bytesPerRow)
    guard let filled = Bitmap(width: bitmap.width, height: count * height, bytes: white + bitmap.bytes) else { return }
    for band in 0..<count {
      let y = pagePlace.y - (count - 1 - band) * height * facts.rowUnits
      guard y > 0 else { continue }
      output += [0x1D, 0x24] + word(y)
      output += [0x1B, 0x24] + word(pagePlace.x)
      columnLine(filled, band * height, height: height)
    }
  }

  private mutating func columnLine(_ bitmap: Bitmap, _ row: Int, height: Int) {
    output += [0x1B, 0x2A, height == 24 ? 33 : 1] + word(bitmap.width)
    let start = output.count
    ColumnBits.append(bitmap, row, rows: height, to: &output)
    output.append(contentsOf: repeatElement(0, count: Self.whiteRows(bitmap.width) * height / 8))
    RealTimeBytes.remove(from: &output, start: start)
  }

  /// ESC * 33 within a line.
  mutating func drawnText(_ bitmap: Bitmap, columns: Int) throws(PosError) {
    guard facts.profile.setsInlineColumns else { return try picture(bitmap) }
    if !isLineOpen { flushAlign() }
    flushStyle()
    isLineOpen = true
    guard bitmap.width > 0 else { return }
    columnLine(printable(bitmap), 0, height: 24)
  }

  /// All parts in one picture.
  mutating func drawnLine(_ parts: [DrawnPart], isUpsideDown: Bool) throws(PosError) {
    var placed: [(bitmap: Bitmap, x: Int)] = []
    for part in parts {
      guard artwork.indices.contains(part.artwork) else {
        throw PosError(.failure, "the drawing \(part.artwork) of this receipt is missing")
      }
      placed.append((artwork[part.artwork], max(0, part.x)))
    }
    let height = placed.reduce(0) { max($0, $1.bitmap.height) }
    // Turned within its own width, as the printer turns what it sets: ESC a says where it stands.
    let width = min(facts.profile.dots, placed.reduce(0) { max($0, $1.bitmap.width + $1.x) })
    var line = Bitmap(width: width, height: height)
    for (bitmap, x) in placed {
      for row in 0..<bitmap.height {
        for column in 0..<min(bitmap.width, max(0, width - x)) where bitmap[column, row] {
          let y = height - bitmap.height + row
          if isUpsideDown { line[width - 1 - x - column, height - 1 - y] = true } else { line[x + column, y] = true }
        }
      }
    }
    try picture(line, isRed: parts.contains(where: \.isRed))
  }
}
