/// One input report of an IBM/OEM scanner: its length, three bytes of status, then a label or what was asked for.
struct OEMReport: Sendable {
  private var status: (UInt8, UInt8, UInt8)
  var body: ArraySlice<UInt8>

  /// nil if the report is shorter than it says; what comes after its length is padding.
  init?(_ report: [UInt8]) {
    guard report.count >= 4, report[0] >= 4, Int(report[0]) <= report.count else { return nil }
    status = (report[1], report[2], report[3])
    body = report[4..<Int(report[0])]
  }

  /// Answers to a command, firmware, configuration: anything with a body that is no label.
  var isData: Bool { status.0 & 0x47 != 0 }
  var isLabel: Bool { !isData && !body.isEmpty }
  var hasHardwareError: Bool { status.0 & 0x20 != 0 }
  var isEnabled: Bool { status.1 & 0x02 != 0 }
  var hasCheckDigitError: Bool { status.1 & 0x04 != 0 }
  var isRejection: Bool { status.1 & 0x80 != 0 }
  /// Of a configuration (1 taken, 3 taken in part, 4 of EAN) and of direct I/O (8 done, 10 not allowed, 20 not known).
  var isResult: Bool { status.2 & 0x3F != 0 }
  var isRefusal: Bool { isRejection || status.2 & 0x30 != 0 }
}
