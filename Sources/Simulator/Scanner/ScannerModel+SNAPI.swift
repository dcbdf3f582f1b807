extension ScannerModel {
  /// Input reports of 32 bytes: 22 with 26 bytes of data, 26 with 24 for what does not fit into 255 of those.
  func snapiReports(_ code: [UInt8], aim: String) -> [[UInt8]] {
    let isLong = code.count > 26 * 255
    let room = isLong ? 24 : 26
    let total = max(1, (code.count + room - 1) / room)
    return (0..<total).map { index in
      let part = code.dropFirst(index * room).prefix(room)
      let numbers: [UInt8] =
        isLong
        ? [0x26, UInt8(total >> 8), UInt8(total & 0xFF), UInt8(index >> 8), UInt8(index & 0xFF)]
        : [0x22, UInt8(total), UInt8(index)]
      let report = numbers + [UInt8(part.count), Self.zebraType(aim, code.count), 0] + part
      return report + [UInt8](repeating: 0, count: 32 - report.count)
    }
  }

  /// Output reports: 01 acknowledges, the others are commands, each answered with `21 command status`.
  mutating func takeSNAPI(_ report: [UInt8]) {
    guard report.count >= 2 else { return }
    var status: UInt8 = 1
    switch report[0] {
    case 0x01:
      if report.count > 2, report[1] == dialogue.unacknowledged?.first, report[2] == 1 { dialogue.acknowledge() }
      return
    case 0x04 where report[1] == 0x0F: errorBeeps += 1
    case 0x04: goodBeeps += 1
    case 0x06: preventsReading = report[1] == 0
    case 0x0A: if report[1] == 1 { triggers += 1 }
    case 0x02, 0x05, 0x07...0x09, 0x0B, 0x0C: break
    default: status = 3
    }
    dialogue.reply([0x21, report[0], status, 0])
  }
}
