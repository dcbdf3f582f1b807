import HIDReports

/// Where a HID POS scanner puts what, found by the usages of its report descriptor (HID POS Usage Tables 1.02, page 8C).
///
/// Fixed offsets do not work: at least three layouts are in the field under the same report id.
struct HIDPOSReportLayout: Sendable {
  private(set) var dataReports: [HIDPOSDataReport] = []
  private(set) var usesReportIDs: Bool
  private(set) var maker = HIDPOSMaker.other
  /// 8C:5F, prevent read of bar codes.
  private(set) var preventRead: HIDPOSControl?
  /// 8C:60, initiate barcode read.
  private(set) var initiateRead: HIDPOSControl?
  /// 8C:86, sound good-read beep.
  private(set) var goodReadBeep: HIDPOSControl?
  /// 8C:85, sound error beep; else 8C:87, sound not-on-file beep.
  private(set) var badReadBeep: HIDPOSControl?
  private(set) var commandReport: HIDPOSCommandReport?
  /// FF66:03: "output redirection", which a composite keyboard needs to send its scans to this interface.
  private(set) var redirection: HIDPOSControl?

  private static let scannerPage: UInt16 = 0x8C
  private static let honeywellPage: UInt16 = 0xFF66

  /// nil if no input report carries decoded data (8C:FE) in whole bytes.
  init?(_ descriptor: ReportDescriptor) {
    usesReportIDs = descriptor.usesReportIDs
    for field in descriptor.fields where field.kind == .input {
      if let report = HIDPOSDataReport(field, in: descriptor), !dataReports.contains(where: { $0.id == report.id }) {
        dataReports.append(report)
      }
    }
    guard let first = dataReports.first else { return nil }
    func control(_ id: UInt16) -> HIDPOSControl? { Self.control(.output, Self.scannerPage, id, descriptor) }
    preventRead = control(0x5F)
    initiateRead = control(0x60)
    goodReadBeep = control(0x86)
    badReadBeep = control(0x85) ?? control(0x87)
    redirection = Self.control(.feature, Self.honeywellPage, 0x03, descriptor)
    commandReport = Self.commandReport(descriptor)
    if let commandReport {
      // Newland's report of commands has the number that Honeywell gives to the trigger, and its data no identifier.
      if first.aim == nil { maker = commandReport.id == 4 ? .newland : .other } else { maker = .honeywell }
    }
  }

  func dataReport(of report: [UInt8]) -> HIDPOSDataReport? {
    guard usesReportIDs else { return dataReports.first }
    guard let id = report.first else { return nil }
    return dataReports.first { $0.id == id }
  }

  private static func control(
    _ kind: ReportField.Kind, _ page: UInt16, _ id: UInt16, _ descriptor: ReportDescriptor
  ) -> HIDPOSControl? {
    let usage = HIDUsage(page: page, id: id)
    guard let field = descriptor.field(kind, holding: usage), let index = field.index(of: usage),
      let length = descriptor.reportLength(kind, id: field.reportID)
    else { return nil }
    let first = field.bitOffset + index * field.bitSize + (field.reportID == 0 ? 0 : 8)
    return HIDPOSControl(id: field.reportID, length: length, bit: first)
  }

  /// Found by shape: Honeywell calls it FD on its own page, Newland uses report 04 without a usage of its own.
  private static func commandReport(_ descriptor: ReportDescriptor) -> HIDPOSCommandReport? {
    for field in descriptor.fields where field.kind == .output && field.bitSize == 8 && field.count >= 8 {
      let all = descriptor.fields.filter { $0.kind == .output && $0.reportID == field.reportID }
      guard all.count == 2, let head = all.first, head.bitSize == 8, head.count == 1, head.bitOffset == 0,
        field.bitOffset == 8, let length = descriptor.reportLength(.output, id: field.reportID)
      else { continue }
      return HIDPOSCommandReport(id: field.reportID, length: length, capacity: field.count)
    }
    return nil
  }
}
