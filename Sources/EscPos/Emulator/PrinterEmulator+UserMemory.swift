extension PrinterEmulator {
  /// GS ( C 0 fn 0 …: records that the host keeps in the printer (Epson ESC/POS; the answers as Epson and Citizen agree).
  mutating func userRecord(_ data: [UInt8]) {
    guard data.count >= 3, data[0] == 0, data[2] == 0 else { return note(data: data) }
    let key = data.count >= 5 ? UInt16(data[3]) << 8 | UInt16(data[4]) : nil
    switch (data[1], key) {
    case (0, let key?), (48, let key?): userMemory.delete(key)
    case (1, let key?), (49, let key?):
      if !userMemory.store(Array(data.dropFirst(5)), key) { note(data: data) }
    case (2, let key?), (50, let key?): answerBlocks(0x70, userMemory.records[key] ?? [])
    case (3, _), (51, _): answer(0x28, userMemory.used)
    case (4, _), (52, _): answer(0x29, userMemory.free)
    case (5, _), (53, _):
      let keys = userMemory.records.keys.sorted().flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
      answerBlocks(0x71, keys)
    case (6, _) where data.dropFirst(3).elementsEqual([0x43, 0x4C, 0x52]),
      (54, _) where data.dropFirst(3).elementsEqual([0x43, 0x4C, 0x52]):
      userMemory.deleteAll()
    default: note(data: data)
    }
  }

  private mutating func answer(_ identifier: UInt8, _ number: Int) {
    effects.append(.reply([0x37, identifier] + Array(String(number).utf8) + [0x00]))
  }

  /// Blocks of up to 80 bytes; 41 says that another one follows.
  mutating func answerBlocks(_ identifier: UInt8, _ bytes: [UInt8]) {
    var rest = bytes[...]
    repeat {
      let part = rest.prefix(80)
      rest = rest.dropFirst(80)
      effects.append(.reply([0x37, identifier, rest.isEmpty ? 0x40 : 0x41] + part + [0x00]))
    } while !rest.isEmpty
  }

  /// FS g 1 m a1 a2 a3 a4 nL nH d… writes, FS g 2 m a1 a2 a3 a4 nL nH is answered by `5F` d… `00`.
  mutating func userBytes(_ head: [UInt8], _ data: [UInt8]) {
    guard head.count == 10, head[3] == 0 else { return note(head) }
    let address = CommandLength.word(head, 4) | CommandLength.word(head, 6) << 16
    if head[2] == 0x31 {
      if !userMemory.write(data, at: address) { note(head) }
    } else if let bytes = userMemory.read(CommandLength.word(head, 8), at: address) {
      effects.append(.reply([0x5F] + bytes + [0x00]))
    } else {
      note(head)
    }
  }
}
