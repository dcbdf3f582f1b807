extension PrinterEmulator {
  /// GS ( E: memory switches and customised values; what is asked for is answered in a block.
  mutating func userSettings(_ data: [UInt8]) {
    guard let function = data.first else { return }
    switch function {
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
    default: break
    }
  }

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
