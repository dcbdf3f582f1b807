/// A HID report descriptor as a list of fields: what stands where in which report.
package struct ReportDescriptor: Hashable, Sendable {
  /// In the order of the descriptor, constants (padding) left out.
  package private(set) var fields: [ReportField]
  /// The usage of each top-level application collection: `008c:02` is a bar code scanner.
  package private(set) var applicationUsages: [HIDUsage]
  /// Whether each report begins with its id.
  package private(set) var usesReportIDs: Bool
  private var bitLengths: [ReportDescriptorParser.ReportKey: Int]

  /// Parses by items (HID 1.11, 6.2.2); usages after a delimiter, physical units and strings are skipped.
  package init(_ bytes: [UInt8]) throws(ReportDescriptorError) {
    var parser = ReportDescriptorParser()
    try parser.parse(bytes)
    fields = parser.fields
    applicationUsages = parser.applicationUsages
    usesReportIDs = parser.usesReportIDs
    bitLengths = parser.bitLengths
  }

  /// The bytes of one report, with its id if the device uses ids; nil if there is no such report.
  package func reportLength(_ kind: ReportField.Kind, id: UInt8) -> Int? {
    bitLengths[.init(kind: kind, id: id)].map { ($0 + 7) / 8 + (id == 0 ? 0 : 1) }
  }

  /// The first variable field of `kind` that holds `usage`.
  package func field(_ kind: ReportField.Kind, holding usage: HIDUsage) -> ReportField? {
    fields.first { $0.kind == kind && $0.index(of: usage) != nil }
  }
}
