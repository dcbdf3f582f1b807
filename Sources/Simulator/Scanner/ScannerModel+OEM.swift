extension ScannerModel {
  /// Input reports: length, three bytes of status, data and identifier. Table-top scanners send digits of EAN and UPC as 0–9.
  func oemReports(_ code: [UInt8], aim: String, tableTop: Bool) -> [[UInt8]] {
    if let identifier = Self.shortIdentifier(aim, code.count) {
      let digits = tableTop ? code.map { $0 & 0x0F } : code
      return [oemReport(digits + [identifier])]
    }
    let room = 56
    return stride(from: 0, to: max(1, code.count), by: room).map { start in
      let hasMore = start + room < code.count
      return oemReport(
        code.dropFirst(start).prefix(room) + [hasMore ? 0x10 : 0x00, Self.longIdentifier(aim), 0x0B])
    }
  }

  /// Output reports of 11 bytes; each is answered with the status.
  mutating func takeOEM(_ report: [UInt8]) {
    guard report.count == 11 else { return }
    var result: UInt8 = 0
    switch (report[0], report[1], report[2]) {
    case (0x11, _, _): preventsReading = false
    case (0x12, _, _): preventsReading = true
    case (0x00, 0x40, _): preventsReading = true
    case (0x30, 0x00, 0x04):
      goodBeeps += 1
      result = 0x08
    case (0x30, 0x00, 0x05):
      errorBeeps += 1
      result = 0x08
    case (0x30, _, _): result = 0x20
    default: break
    }
    dialogue.reply([4, 0, preventsReading ? 0x01 : 0x03, result])
  }

  private func oemReport(_ body: some Collection<UInt8>) -> [UInt8] {
    [UInt8(4 + body.count), 0, preventsReading ? 0x01 : 0x03, 0] + body
  }

  private static func shortIdentifier(_ aim: String, _ length: Int) -> UInt8? {
    switch (aim, length) {
    case ("]E0", 13): 0x16
    case ("]E0", 12): 0x0D
    case ("]E4", 8): 0x0C
    default: nil
    }
  }

  private static func longIdentifier(_ aim: String) -> UInt8 {
    switch aim {
    case "]C1": 0x25
    case "]d2": 0x36
    case "]Q3": 0x37
    case _ where aim.hasPrefix("]A"): 0x0A
    case _ where aim.hasPrefix("]C"): 0x18
    case _ where aim.hasPrefix("]I"): 0x0D
    case _ where aim.hasPrefix("]Q"): 0x33
    case _ where aim.hasPrefix("]d"): 0x32
    case _ where aim.hasPrefix("]e"): 0x2A
    default: 0xFF
    }
  }
}
