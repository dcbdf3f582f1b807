import HIDReports

/// One input report with decoded data (usage 8C:FE).
struct HIDPOSDataReport: Sendable {
  var id: UInt8
  /// Byte position in the report (with its id) and size of the data.
  var dataStart: Int
  var capacity: Int
  var length: ReportBits?
  /// Usages FB–FD: the three characters of the AIM identifier; nil if not all are there.
  var aim: (flag: ReportBits, code: ReportBits, modifier: ReportBits)?
  /// FF66:04, the maker's own symbology byte.
  var symbology: ReportBits?
  var continued: ReportBits?
  /// The byte before the "continued" bit, where it is none of the data.
  private var mark: Int?

  /// nil if `field` does not hold decoded data in whole bytes.
  init?(_ field: ReportField, in descriptor: ReportDescriptor) {
    guard let index = field.index(of: HIDUsage(page: 0x8C, id: 0xFE)), field.bitSize == 8, field.bitOffset & 7 == 0
    else { return nil }
    func find(_ page: UInt16, _ id: UInt16) -> ReportBits? {
      let usage = HIDUsage(page: page, id: id)
      for other in descriptor.fields where other.kind == .input && other.reportID == field.reportID {
        if let index = other.index(of: usage) { return other.bits(at: index) }
      }
      return nil
    }
    id = field.reportID
    dataStart = field.bitOffset / 8 + index + (field.reportID == 0 ? 0 : 1)
    capacity = field.count - index
    length = find(0x01, 0x3B)
    if let flag = find(0x8C, 0xFB), let code = find(0x8C, 0xFC), let modifier = find(0x8C, 0xFD) {
      aim = (flag, code, modifier)
    }
    symbology = find(0xFF66, 0x04)
    continued = find(0x8C, 0xFF)
    if let continued, continued.first & 7 == 0, continued.first / 8 > dataStart + capacity {
      mark = continued.first / 8 - 1
    }
  }

  /// The byte before the "continued" bit, where a report says nothing of its symbology by usage.
  func byteBeforeContinued(in report: [UInt8]) -> UInt8? {
    mark.flatMap { report.indices.contains($0) ? report[$0] : nil }
  }
}
