extension PrinterEmulator {
  /// GS ( L and GS 8 L: `data` from m on.
  mutating func graphics(_ data: [UInt8]) {
    guard data.count >= 2, data[0] == 0x30 else { return }
    switch data[1] {
    case 0, 48: answerGraphics(0x30, String(ImageMemory.capacity))
    case 2, 50: printPending()
    case 3, 51: answerGraphics(0x31, String(memory.free))
    case 4, 52: answerGraphics(0x32, String(memory.freeDownloads))
    case 64 where data.count >= 4: listKeys(memory.stored.keys.sorted(), identifier: 0x72)
    case 80 where data.count >= 4: listKeys(memory.downloads.keys.sorted(), identifier: 0x73)
    case 65 where data[2...].starts(with: [0x43, 0x4C, 0x52]): memory.delete(nil, isDownload: false)
    case 81 where data[2...].starts(with: [0x43, 0x4C, 0x52]): memory.delete(nil, isDownload: true)
    case 66 where data.count >= 4: memory.delete(key(data), isDownload: false)
    case 82 where data.count >= 4: memory.delete(key(data), isDownload: true)
    case 67, 68, 83, 84: define(data)
    case 69 where data.count >= 6: printStored(memory.stored[key(data)], data)
    case 85 where data.count >= 6: printStored(memory.downloads[key(data)], data)
    case 112, 113: storePending(data)
    default: break  // 49: the density that the host reckons with.
    }
  }

  private func key(_ data: [UInt8]) -> UInt16 { UInt16(data[2]) << 8 | UInt16(data[3]) }

  private mutating func answerGraphics(_ identifier: UInt8, _ text: String) {
    effects.append(.reply([0x37, identifier] + Array(text.utf8) + [0x00]))
  }

  /// Blocks of up to 40 keys; 41 says that another one follows.
  private mutating func listKeys(_ keys: [UInt16], identifier: UInt8) {
    var rest = keys[...]
    repeat {
      let part = rest.prefix(40)
      rest = rest.dropFirst(40)
      var block: [UInt8] = [0x37, identifier, rest.isEmpty ? 0x40 : 0x41]
      for key in part { block += [UInt8(key >> 8), UInt8(truncatingIfNeeded: key)] }
      effects.append(.reply(block + [0x00]))
    } while !rest.isEmpty
  }

  /// 30 fn a kc1 kc2 b xL xH yL yH, then for each colour c and its dots; the colours are laid over each other.
  private mutating func define(_ data: [UInt8]) {
    guard data.count >= 11 else { return note(data: data) }
    let key = UInt16(data[3]) << 8 | UInt16(data[4])
    let (width, height) = (CommandLength.word(data, 6), CommandLength.word(data, 8))
    let isColumns = data[1] == 68 || data[1] == 84
    let size = isColumns ? width * ((height + 7) / 8) : (width + 7) / 8 * height
    guard size > 0, data.count >= 11 + size else { return note(data: data) }
    let dots = data[11..<11 + size]
    let image = clipped(bitmap(dots, width, height, isColumns: isColumns))
    if !memory.store(image, key, isDownload: data[1] >= 83) { note(data: data) }
  }

  /// 30 fn a bx by c xL xH yL yH and the dots; what does not fit on the paper is left out.
  private mutating func storePending(_ data: [UInt8]) {
    guard data.count >= 10 else { return note(data: data) }
    let (width, height) = (CommandLength.word(data, 6), CommandLength.word(data, 8))
    let isColumns = data[1] == 113
    let size = isColumns ? width * ((height + 7) / 8) : (width + 7) / 8 * height
    guard size > 0, data.count >= 10 + size else { return note(data: data) }
    let image = clipped(bitmap(data[10..<10 + size], width, height, isColumns: isColumns))
    guard memory.pending.count < 4 else { return }
    memory.pending.append((image, data[3] == 2 ? 2 : 1, data[4] == 2 ? 2 : 1))
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
    var image = first.bitmap
    for other in pending.dropFirst() where other.bitmap.width == image.width && other.bitmap.height == image.height {
      for index in image.bytes.indices { image.bytes[index] |= other.bitmap.bytes[index] }
    }
    printImage(image, scaleX: first.x, scaleY: first.y)
  }

  private mutating func printStored(_ image: Bitmap?, _ data: [UInt8]) {
    guard let image else { return }
    printImage(image, scaleX: data[4] == 2 ? 2 : 1, scaleY: data[5] == 2 ? 2 : 1)
  }

  /// GS D: a Windows bitmap of one bit, stored under a key.
  mutating func defineWindowsBitmap(_ head: [UInt8], _ data: [UInt8]) {
    let file = head.dropFirst(9) + data
    guard let image = Bitmap(windows: Array(file)).map(clipped) else { return note(head) }
    let key = UInt16(head[5]) << 8 | UInt16(head[6])
    if !memory.store(image, key, isDownload: head[3] == 83) { note(head) }
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
