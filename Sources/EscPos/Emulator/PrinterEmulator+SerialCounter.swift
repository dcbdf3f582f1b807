extension PrinterEmulator {
  /// GS C 0, 1, 2 and ;.
  mutating func setCounter(_ head: [UInt8]) {
    switch head[2] {
    case 0x30: counter.setLook(head[3], head[4])
    case 0x31:
      counter.setRange(
        first: CommandLength.word(head, 3), last: CommandLength.word(head, 5), step: Int(head[7]), times: Int(head[8]))
    case 0x32: counter.set(CommandLength.word(head, 3))
    case 0x3B:
      // sa ; sb ; sn ; sr ; sc ; in digits, each of which may be left out.
      let numbers = head.dropFirst(3).split(separator: 0x3B, omittingEmptySubsequences: false).map {
        Int(String(decoding: $0, as: UTF8.self))
      }
      guard numbers.count >= 5 else { return note(head) }
      counter.setRange(first: numbers[0], last: numbers[1], step: numbers[2], times: numbers[3])
      if let value = numbers[4] { counter.set(value) }
    default: break
    }
  }

  /// GS c.
  mutating func printCounter() {
    for byte in counter.next().utf8 { write(byte) }
  }
}
