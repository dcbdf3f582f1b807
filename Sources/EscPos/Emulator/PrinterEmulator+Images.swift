extension PrinterEmulator {
  /// ESC *: columns in the middle of a line.
  mutating func columnImage(_ head: [UInt8], _ data: [UInt8]) {
    let bytes = head[2] >= 32 ? 3 : 1
    let scaleX = head[2] & 1 == 0 ? 2 : 1
    let scaleY = bytes == 3 ? 1 : profile.column8Units
    let room = max(0, (areaWidth - line.x) / scaleX)
    let columns = min(data.count / bytes, room)
    guard columns > 0 else { return }
    let bitmap = Bitmap(columns: columns, bytesPerColumn: bytes, data[...])
    if line.items.count >= LineBuffer.longest { printLine(feed: .line) }
    let (width, height) = (columns * scaleX, bitmap.height * scaleY)
    line.append(
      .bitmap(bitmap, scaleX: scaleX, scaleY: scaleY), width: width, height: height,
      reading: reading(width, height), isRed: state.isRed)
  }

  private func reading(_ width: Int, _ height: Int) -> String { "[picture \(width)×\(height)]" }

  /// Prints on lines of its own, as much of the width as the paper has.
  mutating func printImage(
    _ bitmap: Bitmap, scaleX: Int, scaleY: Int, width: Int? = nil, isRed: Bool = false
  ) {
    let height = bitmap.height * scaleY
    guard bitmap.width > 0, height > 0 else { return }
    printBlock(
      .bitmap(bitmap, scaleX: scaleX, scaleY: scaleY), width: bitmap.width * scaleX, height: height,
      reading: reading((width ?? bitmap.width) * scaleX, height), isRed: isRed)
  }

  /// As `printImage`, in both colours; the second one lies over the first.
  mutating func printPicture(_ picture: StoredPicture, scaleX: Int, scaleY: Int) {
    guard let black = picture.black, let red = picture.red else {
      if let black = picture.black { printImage(black, scaleX: scaleX, scaleY: scaleY) }
      if let red = picture.red { printImage(red, scaleX: scaleX, scaleY: scaleY, isRed: true) }
      return
    }
    if page == nil { flushLine() }
    let height = picture.height * scaleY
    let width = page == nil ? min(picture.width * scaleX, areaWidth) : picture.width * scaleX
    let x = line.x
    line.append(
      .bitmap(black, scaleX: scaleX, scaleY: scaleY), width: width, height: height,
      reading: reading(picture.width * scaleX, height), isRed: state.isRed)
    line.x = x
    line.append(.bitmap(red, scaleX: scaleX, scaleY: scaleY), width: width, height: height, reading: "", isRed: true)
    if page == nil { printLine(feed: .dots(height)) }
  }

  /// GS v 0: `data` has the columns that the paper is wide enough for.
  mutating func raster(_ head: [UInt8], _ data: [UInt8]) {
    let wanted = CommandLength.word(head, 4)
    let kept = min(wanted, (roll.width + 7) / 8)
    let height = CommandLength.word(head, 6)
    let bitmap = Bitmap(rows: data[...], bytesPerRow: kept, width: min(kept * 8, roll.width), height: height)
    printImage(bitmap, scaleX: 1 + Int(head[3] & 1), scaleY: 1 + Int(head[3] >> 1 & 1), width: wanted * 8)
    if has(.rasterShortensFeed) { pictureBefore = bitmap.height }
    if has(.rasterSwallowsLineFeed) { swallowsLineFeed = true }
  }

  /// GS Q 0: columns of yL × 8 dots.
  mutating func variableImage(_ head: [UInt8], _ data: [UInt8]) {
    let columns = CommandLength.word(head, 4)
    let bytes = CommandLength.word(head, 6)
    guard bytes > 0, columns > 0, data.count >= columns * bytes else { return }
    let bitmap = Bitmap(columns: min(columns, roll.width), bytesPerColumn: bytes, data[...])
    printImage(bitmap, scaleX: 1 + Int(head[3] & 1), scaleY: 1 + Int(head[3] >> 1 & 1))
  }

  /// GS *: x × 8 columns of y × 8 dots.
  mutating func defineDownloaded(_ head: [UInt8], _ data: [UInt8]) {
    guard head[2] > 0, head[3] > 0 else { return }
    memory.downloaded = clipped(Bitmap(columns: Int(head[2]) * 8, bytesPerColumn: Int(head[3]), data[...]))
    userGlyphs = [:]
  }

  /// GS /.
  mutating func printDownloaded(_ mode: UInt8) {
    guard let bitmap = memory.downloaded else { return note([0x1D, 0x2F, mode]) }
    printImage(bitmap, scaleX: 1 + Int(mode & 1), scaleY: 1 + Int(mode >> 1 & 1))
  }

  func clipped(_ bitmap: Bitmap) -> Bitmap {
    guard bitmap.width > roll.width else { return bitmap }
    return Bitmap(rows: bitmap.bytes[...], bytesPerRow: bitmap.bytesPerRow, width: roll.width, height: bitmap.height)
  }

  /// FS q: x × 8 columns of y × 8 dots each, numbered from 1; then the printer is as after power-on (Epson, FS q).
  /// A picture that is none ends the list, and the first one leaves everything as it was.
  mutating func defineNumbered(_ count: Int, _ data: [UInt8]) {
    guard line.isEmpty, page == nil else { return note(data: data) }
    var images: [Bitmap] = []
    var index = 0
    for _ in 0..<count {
      guard index + 4 <= data.count else { break }
      let width = CommandLength.word(data, index) * 8
      let bytes = CommandLength.word(data, index + 2)
      let size = width * bytes
      guard size > 0, size <= ImageMemory.capacity, index + 4 + size <= data.count else { break }
      images.append(
        clipped(Bitmap(columns: width, bytesPerColumn: bytes, data[(index + 4)..<(index + 4 + size)])))
      index += 4 + size
    }
    guard !images.isEmpty else { return note(data: data) }
    let fits = memory.replaceNumbered(images)
    if !fits || images.count < count { note(data: data) }
    reset()
  }

  /// FS p.
  mutating func printNumbered(_ head: [UInt8]) {
    let number = Int(head[2])
    // A real printer may have it.
    guard number > 0, number <= memory.numbered.count else { return note(head) }
    let mode = head[3] & 3
    printImage(memory.numbered[number - 1], scaleX: 1 + Int(mode & 1), scaleY: 1 + Int(mode >> 1 & 1))
  }

  /// ESC &: for each code from c1 to c2 its width and columns of y × 8 dots.
  mutating func defineGlyphs(_ head: [UInt8], _ data: [UInt8]) {
    let rows = Int(head[2])
    guard rows > 0, rows <= 3, head[3] <= head[4] else { return }
    var index = 0
    for code in head[3]...head[4] {
      guard index < data.count else { return }
      let size = Int(data[index]) * rows
      guard index + 1 + size <= data.count else { return }
      userGlyphs[code] = Bitmap(
        columns: Int(data[index]), bytesPerColumn: rows, data[(index + 1)..<(index + 1 + size)])
      index += 1 + size
    }
    memory.downloaded = nil
  }
}
