import HIDReports

/// One input report with decoded data (usage 8C:FE).
struct HIDPOSDataReport: Sendable {
  /// One value of a field.
  struct Place: Sendable {
    var field: ReportField
    var index: Int

    func value(in report: [UInt8]) -> UInt32? { field.value(at: index, in: report) }
  }

  var id: UInt8
  /// Byte position in the report (with its id) and size of the data.
  var dataStart: Int
  var capacity: Int
  var length: Place?
  /// Usages FB–FD: the three characters of the AIM identifier; empty if not all are there.
  var aim: [Place]
  /// FF66:04, the maker's own symbology byte.
  var symbology: Place?
  var continued: Place?

  /// nil if `field` does not hold decoded data in whole bytes.
  init?(_ field: ReportField, in descriptor: ReportDescriptor) {
    guard let index = field.index(of: HIDUsage(page: 0x8C, id: 0xFE)), field.bitSize == 8, field.bitOffset & 7 == 0
    else { return nil }
    func find(_ page: UInt16, _ id: UInt16) -> Place? {
      let usage = HIDUsage(page: page, id: id)
      for other in descriptor.fields where other.kind == .input && other.reportID == field.reportID {
        if let index = other.index(of: usage) { return Place(field: other, index: index) }
      }
      return nil
    }
    id = field.reportID
    dataStart = field.bitOffset / 8 + index + (field.reportID == 0 ? 0 : 1)
    capacity = field.count - index
    length = find(0x01, 0x3B)
    let identifier = [0xFB, 0xFC, 0xFD].compactMap { find(0x8C, $0) }
    aim = identifier.count == 3 ? identifier : []
    symbology = find(0xFF66, 0x04)
    continued = find(0x8C, 0xFF)
  }

  /// The byte before the "continued" bit, where a report says nothing of its symbology by usage.
  func byteBeforeContinued(in report: [UInt8]) -> UInt8? {
    guard let continued, continued.index == 0, continued.field.bitOffset & 7 == 0 else { return nil }
    let position = continued.field.bitOffset / 8 + (id == 0 ? 0 : 1) - 1
    // Not a byte of the data.
    return position >= dataStart + capacity && report.indices.contains(position) ? report[position] : nil
  }
}
