import Barcodes
import HIDReports

/// One data report of a HID POS scanner, taken apart.
struct HIDPOSFragment: Sendable {
  var data: ArraySlice<UInt8>
  var aim: AIMIdentifier?
  /// Answers to commands come as data reports too: `]X0` lines, the last one `]Z6` (Honeywell HID POS application note).
  var reply: Reply
  var isContinued: Bool
  /// As many bytes as the report can hold.
  var isFull: Bool

  enum Reply: Sendable { case none, line, last }

  /// nil if the report is shorter than it says, or says more than it can hold.
  init?(_ report: [UInt8], _ layout: HIDPOSReportLayout.DataReport) {
    var start = layout.dataStart
    var identifier: [UInt8] = []
    for part in layout.aim {
      guard let value = part.field.value(at: part.index, in: report) else { return nil }
      identifier.append(UInt8(truncatingIfNeeded: value))
    }
    var shift = 0
    // Datalogic: the identifier begins one byte late and reaches into the data.
    if identifier.count == 3, identifier[0] != 0x5D, identifier[1] == 0x5D, start < report.count {
      identifier = [0x5D, identifier[2], report[start]]
      start += 1
      shift = 1
    }
    aim = AIMIdentifier(prefix: identifier)

    let end: Int
    if let field = layout.length {
      guard let length = field.value(at: 0, in: report), length <= layout.capacity else { return nil }
      end = start + Int(length)
      guard end <= report.count else { return nil }
    } else {
      guard start <= report.count else { return nil }
      let limit = min(start + layout.capacity - shift, report.count)
      end = report[start..<max(start, limit)].lastIndex { $0 != 0 }.map { $0 + 1 } ?? start
    }
    data = report[start..<end]
    isFull = data.count == layout.capacity
    isContinued = layout.continued.flatMap { $0.field.value(at: $0.index, in: report) } == 1

    let vendor = layout.vendorSymbology.flatMap { $0.value(at: 0, in: report) } ?? 0
    reply =
      switch (aim?.code, aim?.modifier) {
      case (0x5A, 0x36): .last
      case (0x58, 0x30) where vendor == 0x63 || vendor == 0x54: .line
      default: .none
      }
  }
}
