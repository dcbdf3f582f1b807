/// Where the keys stand in a keyboard's input reports, from its report descriptor.
package struct KeyboardReportLayout: Hashable, Sendable {
  private var fields: [ReportField]
  private var usesReportIDs: Bool
  private var isBoot: Bool

  private static let keyPage: UInt16 = 0x07

  /// The layout of the boot protocol, which most scanners also use in report protocol.
  package static let boot = KeyboardReportLayout(fields: [], usesReportIDs: false, isBoot: true)

  /// nil if the descriptor has no field of the keyboard page.
  package init?(_ descriptor: ReportDescriptor) {
    let fields = descriptor.fields.filter { field in
      field.kind == .input && field.bitSize <= 16 && field.usages.contains { $0.page == Self.keyPage }
    }
    guard !fields.isEmpty else { return nil }
    self.init(fields: fields, usesReportIDs: descriptor.usesReportIDs, isBoot: Self.areBoot(fields))
  }

  private init(fields: [ReportField], usesReportIDs: Bool, isBoot: Bool) {
    self.fields = fields
    self.usesReportIDs = usesReportIDs
    self.isBoot = isBoot
  }

  /// Eight modifier bits at 0 and six key bytes at 16, no ids: the fast path for nearly every scanner.
  private static func areBoot(_ fields: [ReportField]) -> Bool {
    guard fields.count == 2, fields.allSatisfy({ $0.reportID == 0 }) else { return false }
    let modifiers = fields[0]
    let keys = fields[1]
    return modifiers.isVariable && modifiers.bitOffset == 0 && modifiers.bitSize == 1 && modifiers.count == 8
      && modifiers.usages == [.init(page: keyPage, first: 0xE0, last: 0xE7)] && !keys.isVariable
      && keys.bitOffset == 16 && keys.bitSize == 8 && keys.count == 6 && keys.logicalMinimum == 0
      && keys.usages.first?.first == 0 && keys.usages.count == 1
  }

  /// nil if the report is too short for its fields, or is none of the keyboard's.
  package func decode(_ report: [UInt8]) -> KeyboardReport? {
    if isBoot { return KeyboardReport(boot: report) }
    guard let first = report.first else { return nil }
    var result = KeyboardReport()
    if usesReportIDs { result.id = first }
    var found = false
    for field in fields where !usesReportIDs || field.reportID == first {
      found = true
      for index in 0..<field.count {
        guard let value = field.value(at: index, in: report) else { return nil }
        if field.isVariable {
          guard value != 0, let usage = field.usage(at: index), usage.page == Self.keyPage, usage.id <= 0xFF else {
            continue
          }
          result.press(UInt8(usage.id))
        } else {
          let offset = Int(value) - Int(field.logicalMinimum)
          guard value != 0, offset >= 0, offset <= 0xFF, let usage = field.usage(at: offset), usage.id <= 0xFF else {
            continue
          }
          result.press(UInt8(usage.id))
        }
      }
    }
    return found ? result : nil
  }
}
