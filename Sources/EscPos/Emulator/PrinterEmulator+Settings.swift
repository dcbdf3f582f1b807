extension PrinterEmulator {
  /// GS ( E: memory switches and customised values; what is asked for is answered in a block.
  mutating func userSettings(_ data: [UInt8]) {
    guard let function = data.first else { return note(data: data) }
    switch function {
    case 2: if data.dropFirst().elementsEqual([0x4F, 0x55, 0x54]) { reset() }
    case 1: effects.append(.reply([0x37, 0x20, 0x00]))
    case 3: setSwitches(data)
    case 4 where data.count >= 2:
      let bits = settings.switches[data[1]] ?? [UInt8](repeating: 0x30, count: 8)
      effects.append(.reply([0x37, 0x21] + bits + [0x00]))
    case 5:
      for index in stride(from: 1, to: data.count - 2, by: 3) {
        settings.set(data[index], CommandLength.word(data, index + 1))
      }
    case 6 where data.count >= 2:
      let text = "\(data[1])\u{1F}\(settings.values[data[1]] ?? 0)"
      effects.append(.reply([0x37, 0x27] + Array(text.utf8) + [0x00]))
    case 7...10: userCodePage(data)
    default: note(data: data)  // Ports, label paper, patterns of the buzzer.
    }
  }

  private mutating func userCodePage(_ data: [UInt8]) {
    var isDone = false
    switch (data[0], data.count) {
    case (7, 4):
      isDone = data[2] != 0x30 || data[3] != 0x31 || codePage.save(data[1])
      if data[2] == 0x31, data[3] == 0x30 { codePage.load(data[1]) }
    case (8, _), (9, _): isDone = codePage.define(data.dropFirst(), isColumns: data[0] == 8)
    case (10, 3) where data[1] <= data[2]:
      codePage.delete(data[1]...data[2])
      isDone = true
    default: break
    }
    if !isDone { note(data: data) }
  }

  /// GS ( M: keeps the settings that ESC @ puts back (1), takes them up again (2), and chooses whether they hold from the
  /// start (3).
  mutating func keepState(_ data: [UInt8]) {
    guard data.count == 2, [0, 1, 48, 49].contains(data[1]) else { return note(data: data) }
    let isKept = data[1] & 1 == 1
    switch data[0] {
    case 1, 49: if isKept { settings.kept = state }
    case 2, 50: state = isKept ? settings.kept ?? freshState : freshState
    case 3, 51: settings.startsWithKept = isKept
    default: note(data: data)
    }
  }

  /// What holds after ESC @ and power-on.
  var startState: PrintState { settings.startsWithKept ? settings.kept ?? freshState : freshState }

  /// n, then eight of 30 (off), 31 (on) and 32 (as it is).
  private mutating func setSwitches(_ data: [UInt8]) {
    for index in stride(from: 1, to: data.count - 8, by: 9) where (1...8).contains(data[index]) {
      var bits = settings.switches[data[index]] ?? [UInt8](repeating: 0x30, count: 8)
      for (place, bit) in data[(index + 1)...(index + 8)].enumerated() where bit == 0x30 || bit == 0x31 {
        bits[place] = bit
      }
      settings.switches[data[index]] = bits
    }
  }

  /// GS g 0 and 2: counters, answered as `5F` digits `00`.
  mutating func maintenance(_ head: [UInt8]) {
    let number = CommandLength.word(head, 4)
    switch head[2] {
    case 0x30: counters.reset(number)
    case 0x32: effects.append(.reply([0x5F] + Array(String(counters.value(number)).utf8) + [0x00]))
    default: break
    }
  }
}
