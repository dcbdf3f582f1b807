extension PrinterEmulator {
  /// GS ( L and GS 8 L: `data` from m on.
  mutating func graphics(_ data: [UInt8]) {
    guard data.count >= 2, data[0] == 0x30 else { return note(data: data) }
    switch data[1] {
    case 0, 48: answerGraphics(0x30, String(ImageMemory.capacity))
    case 2, 50: printPending()
    case 3, 51: answerGraphics(0x31, String(memory.free))
    case 4, 52: answerGraphics(0x32, String(memory.freeDownloads))
    case 64 where data.count >= 4: listKeys(memory.stored, identifier: 0x72)
    case 80 where data.count >= 4: listKeys(memory.downloads, identifier: 0x73)
    case 65 where data[2...].starts(with: [0x43, 0x4C, 0x52]): memory.delete(nil, isDownload: false)
    case 81 where data[2...].starts(with: [0x43, 0x4C, 0x52]): memory.delete(nil, isDownload: true)
    case 66 where data.count >= 4: memory.delete(key(data), isDownload: false)
    case 82 where data.count >= 4: memory.delete(key(data), isDownload: true)
    case 67, 68, 83, 84: define(data)
    case 69 where data.count >= 6: printStored(memory.stored[key(data)], data)
    case 85 where data.count >= 6: printStored(memory.downloads[key(data)], data)
    case 112, 113: storePending(data)
    case 1, 49: break  // The density that the host reckons with.
    default: note(data: data)
    }
  }

  private func key(_ data: [UInt8]) -> UInt16 { UInt16(data[2]) << 8 | UInt16(data[3]) }

  private mutating func answerGraphics(_ identifier: UInt8, _ text: String) {
    effects.append(.reply([0x37, identifier] + Array(text.utf8) + [0x00]))
  }

  private mutating func listKeys(_ images: [UInt16: StoredPicture], identifier: UInt8) {
    answerBlocks(identifier, images.keys.sorted().flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] })
  }

  /// 30 fn a kc1 kc2 b xL xH yL yH, then for each of b colours c and its dots; they lie over each other.
  private mutating func define(_ data: [UInt8]) {
    guard data.count >= 11 else { return note(data: data) }
    let key = UInt16(data[3]) << 8 | UInt16(data[4])
    let (width, height) = (CommandLength.word(data, 6), CommandLength.word(data, 8))
    let isColumns = data[1] == 68 || data[1] == 84
    let size = dotBytes(width, height, isColumns: isColumns)
    guard size > 0, data.count >= 11 + size else { return note(data: data) }
    var picture = StoredPicture()
    var index = 10
    for _ in 0..<max(1, min(4, data[5])) {
      // A colour that was announced and is not there.
      guard data.count >= index + 1 + size else {
        note(data: data)
        break
      }
      let dots = clipped(bitmap(data[(index + 1)..<(index + 1 + size)], width, height, isColumns: isColumns))
      picture.add(dots, isRed: isSecondColour(data[index], data[2]))
      index += 1 + size
    }
    if isTones(data[2]) { note(data: data) }
    if !memory.store(picture, key, isDownload: data[1] >= 83) { note(data: data) }
  }

  private func dotBytes(_ width: Int, _ height: Int, isColumns: Bool) -> Int {
    isColumns ? width * ((height + 7) / 8) : (width + 7) / 8 * height
  }

  /// The planes of several tones (a is 52) are shown as black, which is not how a printer shades them.
  private func isTones(_ a: UInt8) -> Bool { a == 4 || a == 52 }

  /// c: 49 is the first colour. A printer of one colour sets all in that.
  private func isSecondColour(_ colour: UInt8, _ a: UInt8) -> Bool {
    profile.hasRed && !isTones(a) && (50...52).contains(colour)
  }

  /// 30 fn a bx by c xL xH yL yH and the dots; what does not fit on the paper is left out.
  private mutating func storePending(_ data: [UInt8]) {
    guard data.count >= 10, memory.pending.count < ImageMemory.mostPending else { return note(data: data) }
    let (width, height) = (CommandLength.word(data, 6), CommandLength.word(data, 8))
    let isColumns = data[1] == 113
    let size = dotBytes(width, height, isColumns: isColumns)
    guard size > 0, data.count >= 10 + size else { return note(data: data) }
    let image = clipped(bitmap(data[10..<10 + size], width, height, isColumns: isColumns))
    if isTones(data[2]) { note(data: data) }
    memory.pending.append(
      ImageMemory.Pending(
        picture: StoredPicture(image, isRed: isSecondColour(data[5], data[2])), x: data[3] == 2 ? 2 : 1,
        y: data[4] == 2 ? 2 : 1))
  }

  private func bitmap(_ dots: ArraySlice<UInt8>, _ width: Int, _ height: Int, isColumns: Bool) -> Bitmap {
    guard isColumns else {
      return Bitmap(rows: dots, bytesPerRow: (width + 7) / 8, width: width, height: height)
    }
    let all = Bitmap(columns: width, bytesPerColumn: (height + 7) / 8, dots)
    return Bitmap(rows: all.bytes[...], bytesPerRow: all.bytesPerRow, width: width, height: height)
  }

  /// The colours of one picture were stored one by one and lie over each other.
  private mutating func printPending() {
    let pending = memory.pending
    memory.pending = []
    guard let first = pending.first else { return }
    var picture = StoredPicture()
    for part in pending { picture.add(part.picture) }
    printPicture(picture, scaleX: first.x, scaleY: first.y)
  }

  /// A picture that this printer does not have may be in a real one's memory: it is listed.
  private mutating func printStored(_ picture: StoredPicture?, _ data: [UInt8]) {
    guard let picture else { return note(data: data) }
    printPicture(picture, scaleX: data[4] == 2 ? 2 : 1, scaleY: data[5] == 2 ? 2 : 1)
  }

  /// GS D: a Windows bitmap of one bit, stored under a key.
  mutating func defineWindowsBitmap(_ head: [UInt8], _ data: [UInt8]) {
    let file = head.dropFirst(9) + data
    guard let image = Bitmap(windows: Array(file)).map(clipped) else { return note(head) }
    let key = UInt16(head[5]) << 8 | UInt16(head[6])
    if !memory.store(StoredPicture(image), key, isDownload: head[3] == 83) { note(head) }
  }
}

extension Bitmap {
  /// From a BMP file of one bit without compression; nil for others.
  init?(windows file: [UInt8]) {
    guard file.count >= 62 else { return nil }
    func word(_ index: Int) -> Int { CommandLength.word(file, index) }
    let (offset, width, height) = (word(10) | word(12) << 16, word(18) | word(20) << 16, word(22) | word(24) << 16)
    guard word(28) == 1, word(30) == 0, (1...0xFFFF).contains(width), (1...0xFFFF).contains(height) else { return nil }
    let stride = (width + 31) / 32 * 4
    guard offset >= 54, offset + stride * height <= file.count else { return nil }
    // Which of the two colours is the darker one.
    let dark = file[54...56].reduce(0) { $0 + Int($1) } < file[58...60].reduce(0) { $0 + Int($1) } ? 0 : 1
    var rows: [UInt8] = []
    for row in (0..<height).reversed() {
      let start = offset + row * stride
      rows += file[start..<start + (width + 7) / 8].map { dark == 1 ? $0 : ~$0 }
    }
    self.init(rows: rows[...], bytesPerRow: (width + 7) / 8, width: width, height: height)
  }
}
