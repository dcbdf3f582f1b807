import PosModel

extension ScannerModel {
  /// The reports of one code; a composite unit that was not redirected types.
  func reports(_ code: [UInt8], aim: String) throws(PosError) -> [[UInt8]] {
    guard sendsReports else { return try keystrokes(code, .control) }
    let id = maker == .newland ? POSScannerReport.newlandID(aim) : POSScannerReport.codeID(aim)
    return POSScannerReport.reports(
      code, aim: aim, id: id, by: maker, continuesFullReports: continuesFullReports || maker == .jieli)
  }

  /// The interface of HID POS, which answers come from.
  package var reportInterface: Int { mode == .hidPOS && maker == .youjie ? 1 : 0 }

  /// The interface that the packets of a scan come from.
  package var scanInterface: Int { isRedirected ? reportInterface : 0 }

  private var sendsReports: Bool { maker != .youjie || isRedirected }

  /// SET_REPORT of an output or feature report, or a packet of the OUT pipe; false for a STALL.
  mutating func takeReport(_ report: [UInt8], isFeature: Bool = false) -> Bool {
    guard let id = report.first, report.count >= 2 else { return false }
    switch id {
    case 0xFE where isFeature && maker == .youjie:
      isRedirected = report[1] & 1 == 1
    case 0x04 where !isFeature && maker.takesTriggerReport:
      takeTrigger(report[1])
    case 0x04 where !isFeature && maker == .newland:
      takeUnified(report.dropFirst(2).prefix(Int(report[1])))
    case 0xFD where !isFeature && maker.takesSerialCommands:
      takeSerial(report.dropFirst(2).prefix(Int(report[1])))
    default: return false
    }
    return true
  }

  /// Trigger Report: bit 1 prevents reading, bit 2 initiates it, bits 5 and 6 sound (HID POS Usage Tables, section 4).
  private mutating func takeTrigger(_ bits: UInt8) {
    preventsReading = bits & 0x02 != 0
    if bits & 0x04 != 0 {
      preventsReading = false
      triggers += 1
    }
    if bits & 0x20 != 0 { errorBeeps += 1 }
    if bits & 0x40 != 0 { goodBeeps += 1 }
  }

  /// Honeywell's serial commands; a menu command (SYN M CR) is answered, with ENQ if it is not known.
  private mutating func takeSerial(_ bytes: ArraySlice<UInt8>) {
    guard bytes.starts(with: [0x16, 0x4D, 0x0D]) else { return takeCommand(bytes) }
    let command = bytes.dropFirst(3)
    guard let end = command.last, end == UInt8(ascii: ".") || end == UInt8(ascii: "!") else { return }
    let isKnown = command.elementsEqual("REVINF.".utf8)
    if isKnown {
      answer(Array("Product Name: Simulated POS scanner\r\nSoftware Revision: 1.0\r\n".utf8), aim: "]X0", id: 0x3F)
    }
    answer(command.dropLast() + [isKnown ? 0x06 : 0x05, end], aim: "]Z6", id: 0x36)
  }

  /// Newland's unified commands: ~ SOH 0000, storage, tag, data, ; ETX. The answer repeats it, with ACK or ENQ.
  private mutating func takeUnified(_ bytes: ArraySlice<UInt8>) {
    let head: [UInt8] = [0x7E, 0x01, 0x30, 0x30, 0x30, 0x30]
    guard bytes.starts(with: head), bytes.suffix(2).elementsEqual([0x3B, 0x03]), bytes.count > 9 else { return }
    let body = bytes.dropFirst(6).dropLast(2)
    let tag = String(decoding: body.dropFirst().prefix(6), as: UTF8.self)
    var told: [UInt8] = []
    switch tag {
    case "SCNTRG": if body.last == UInt8(ascii: "1") { triggers += 1 }
    case "BEEPON":
      let frequency = body.dropFirst(7).prefix { (0x30...0x39).contains($0) }
      // Below 1000 Hz it is the tone of a bad read.
      if frequency.count > 3 { goodBeeps += 1 } else { errorBeeps += 1 }
    case "QRYSYS": told = Array("Product Name: Simulated POS scanner\r\n".utf8)
    default: return answer([0x02, 0x01, 0x30, 0x30, 0x30, 0x30] + body + [0x05, 0x3B, 0x03], aim: "", id: 0)
    }
    answer([0x02, 0x01, 0x30, 0x30, 0x30, 0x30] + body + told + [0x06, 0x3B, 0x03], aim: "", id: 0)
  }

  private mutating func answer(_ bytes: [UInt8], aim: String, id: UInt8) {
    replies += POSScannerReport.reports(bytes, aim: aim, id: id, by: maker, continuesFullReports: false)
  }

  /// The next report that answers a command.
  package mutating func readReply() -> [UInt8]? { replies.isEmpty ? nil : replies.removeFirst() }
}
