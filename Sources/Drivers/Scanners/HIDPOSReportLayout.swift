import HIDReports

/// Where a HID POS scanner puts what, found by the usages of its report descriptor (HID POS Usage Tables 1.02, page 8C).
///
/// Fixed offsets do not work: at least three layouts are in the field under the same report id.
struct HIDPOSReportLayout: Sendable {
  /// One input report with decoded data.
  struct DataReport: Sendable {
    var id: UInt8
    /// Byte position in the report (with its id) and size of the data.
    var dataStart: Int
    var capacity: Int
    var length: ReportField?
    /// Usages FB–FD: the three characters of the AIM identifier.
    var aim: [(field: ReportField, index: Int)]
    /// FF66:04, the maker's own symbology byte (Honeywell Code ID).
    var vendorSymbology: ReportField?
    var continued: (field: ReportField, index: Int)?
  }

  /// A one-bit control of an output report.
  struct Control: Sendable {
    var id: UInt8
    var length: Int
    var bit: Int
  }

  /// An output report that carries commands of the maker's serial language: a length byte, then the bytes.
  struct CommandReport: Sendable {
    var id: UInt8
    var length: Int
    var capacity: Int
  }

  private(set) var dataReports: [DataReport] = []
  private(set) var usesReportIDs: Bool
  /// 8C:5F, prevent read of bar codes.
  private(set) var preventRead: Control?
  /// 8C:86, sound good-read beep.
  private(set) var goodReadBeep: Control?
  private(set) var commandReport: CommandReport?
  /// FF66:03: "output redirection", which a composite keyboard needs to send its scans to this interface.
  private(set) var redirection: Control?

  private static let scannerPage: UInt16 = 0x8C
  private static let honeywellPage: UInt16 = 0xFF66

  /// nil if no input report carries decoded data (8C:FE) in whole bytes.
  init?(_ descriptor: ReportDescriptor) {
    usesReportIDs = descriptor.usesReportIDs
    for field in descriptor.fields where field.kind == .input {
      if let report = Self.dataReport(field, descriptor), !dataReports.contains(where: { $0.id == report.id }) {
        dataReports.append(report)
      }
    }
    if dataReports.isEmpty { return nil }
    preventRead = Self.control(.output, Self.scannerPage, 0x5F, descriptor)
    goodReadBeep = Self.control(.output, Self.scannerPage, 0x86, descriptor)
    redirection = Self.control(.feature, Self.honeywellPage, 0x03, descriptor)
    commandReport = Self.commandReport(descriptor)
  }

  func dataReport(of report: [UInt8]) -> DataReport? {
    guard usesReportIDs else { return dataReports.first }
    guard let id = report.first else { return nil }
    return dataReports.first { $0.id == id }
  }

  private static func dataReport(_ field: ReportField, _ descriptor: ReportDescriptor) -> DataReport? {
    guard let index = field.index(of: HIDUsage(page: scannerPage, id: 0xFE)), field.bitSize == 8,
      field.bitOffset & 7 == 0
    else { return nil }
    func find(_ page: UInt16, _ id: UInt16) -> (field: ReportField, index: Int)? {
      let usage = HIDUsage(page: page, id: id)
      for other in descriptor.fields where other.kind == .input && other.reportID == field.reportID {
        if let index = other.index(of: usage) { return (other, index) }
      }
      return nil
    }
    let aim = [0xFB, 0xFC, 0xFD].compactMap { find(scannerPage, $0) }
    return DataReport(
      id: field.reportID, dataStart: field.bitOffset / 8 + index + (field.reportID == 0 ? 0 : 1),
      capacity: field.count - index, length: find(0x01, 0x3B)?.field, aim: aim.count == 3 ? aim : [],
      vendorSymbology: find(honeywellPage, 0x04)?.field, continued: find(scannerPage, 0xFF))
  }

  private static func control(
    _ kind: ReportField.Kind, _ page: UInt16, _ id: UInt16, _ descriptor: ReportDescriptor
  ) -> Control? {
    let usage = HIDUsage(page: page, id: id)
    guard let field = descriptor.field(kind, holding: usage), let index = field.index(of: usage),
      let length = descriptor.reportLength(kind, id: field.reportID)
    else { return nil }
    let first = field.bitOffset + index * field.bitSize + (field.reportID == 0 ? 0 : 8)
    return Control(id: field.reportID, length: length, bit: first)
  }

  /// Found by shape: Honeywell calls it FD on its own page, Newland uses report 04 without a usage of its own.
  private static func commandReport(_ descriptor: ReportDescriptor) -> CommandReport? {
    for field in descriptor.fields where field.kind == .output && field.bitSize == 8 && field.count >= 8 {
      let all = descriptor.fields.filter { $0.kind == .output && $0.reportID == field.reportID }
      guard all.count == 2, let head = all.first, head.bitSize == 8, head.count == 1, head.bitOffset == 0,
        field.bitOffset == 8, let length = descriptor.reportLength(.output, id: field.reportID)
      else { continue }
      return CommandReport(id: field.reportID, length: length, capacity: field.count)
    }
    return nil
  }
}

extension HIDPOSReportLayout.Control {
  /// The whole report with this bit alone set, or with no bit.
  func report(_ on: Bool) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: length)
    if id != 0 { bytes[0] = id }
    if on, bit / 8 < length { bytes[bit / 8] |= 1 << UInt8(bit & 7) }
    return bytes
  }
}

extension HIDPOSReportLayout.CommandReport {
  /// nil if the command is longer than the report.
  func report(_ command: [UInt8]) -> [UInt8]? {
    guard command.count <= capacity, command.count <= 0xFF else { return nil }
    var bytes = id == 0 ? [] : [id]
    bytes.append(UInt8(command.count))
    bytes += command
    bytes += [UInt8](repeating: 0, count: length - bytes.count)
    return bytes
  }
}
