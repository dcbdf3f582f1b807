/// Reports and packets of scanners in modes of their makers'.
extension ScannerVectors {
  // MARK: SNAPI

  /// `22`, one fragment, index 0, 13 bytes, EAN-13: 4006381333931.
  package static let snapiEAN13 = hex("22 01 00 0D 0B 00 34303036333831333333393331 00000000000000000000000000")

  /// https://example.com/abcdefghi in two fragments.
  package static let snapiQR = [
    hex("22 02 00 1A 1C 00 68747470733A2F2F6578616D706C652E636F6D2F616263646566"),
    hex("22 02 01 03 1C 00 676869 0000000000000000000000000000000000000000000000"),
  ]

  package static let snapiAcknowledgement = hex("01 22 01 00")
  package static let snapiBeep = hex("04 00")
  package static let snapiTriggerOn = hex("0A 01")
  package static let snapiTriggerOff = hex("0A 00")
  package static let snapiEnable = hex("06 01")
  package static let snapiDisable = hex("06 00")
  package static let snapiAimOn = hex("02 01")

  // MARK: IBM/OEM

  /// Length 18, status alive and enabled, the digits, EAN-13.
  package static let oemHandHeldEAN13 = hex("12 00 03 00 34303036333831333333393331 16")
  /// The same from a table-top scanner: digits as 0 to 9.
  package static let oemTableTopEAN13 = hex("12 00 03 00 04000006030801030303090301 16")
  /// ABC-123, last, Code 128.
  package static let oemCode128 = hex("0E 00 03 00 4142432D313233 00 18 0B")
  /// 56 times Q and "more follows", then TAIL.
  package static let oemQR = [
    hex(
      """
      3F 00 03 00 5151515151515151515151515151515151515151515151515151515151515151515151515151515151515151515151515151515151515151
      10 33 0B
      """),
    hex("0B 00 03 00 5441494C 00 33 0B"),
  ]
  package static let oemAliveEnabled = hex("04 00 03 00")
  package static let oemEnable = hex("11 00000000000000000000")
  package static let oemDisable = hex("12 00000000000000000000")
  package static let oemBeepOn = hex("14 00000000000000000000")
  package static let oemBeepOff = hex("18 00000000000000000000")
  package static let oemReportConfiguration = hex("21 00000000000000000000")
  package static let oemStatus = hex("00 20 000000000000000000")
  package static let oemReset = hex("00 40 000000000000000000")
  package static let oemSelfTest = hex("00 10 000000000000000000")
  package static let oemInformation = hex("30 00 01 0000000000000000")
  package static let oemHealth = hex("30 00 02 0000000000000000")
  package static let oemStatistics = hex("30 00 03 0000000000000000")

  // MARK: SSI

  package static let ssiAcknowledge = hex("04 D0 04 00 FF28")
  package static let ssiResend = hex("05 D1 04 00 01 FF25")
  /// DECODE_DATA, EAN-13: 4006381333931.
  package static let ssiEAN13 = hex("12 F3 00 00 0B 34303036333831333333393331 FC54")
  package static let ssiStartSession = hex("04 E4 04 00 FF14")
  package static let ssiStopSession = hex("04 E5 04 00 FF13")
  package static let ssiBeep = hex("05 E6 04 00 00 FF11")
  package static let ssiScanEnable = hex("04 E9 04 00 FF0F")
  package static let ssiScanDisable = hex("04 EA 04 00 FF0E")
  package static let ssiRequestRevision = hex("04 A3 04 00 FF55")
  package static let ssiPacketedData = hex("07 C6 04 00 FF EE 01 FD41")

  /// A packet as the scanner sends it.
  package static func ssiPacket(_ opcode: UInt8, status: UInt8 = 0, _ data: [UInt8] = []) -> [UInt8] {
    let packet = [UInt8(4 + data.count), opcode, 0x00, status] + data
    let sum = 0x10000 - packet.reduce(0) { $0 + Int($1) }
    return packet + [UInt8(sum >> 8 & 0xFF), UInt8(sum & 0xFF)]
  }
}
