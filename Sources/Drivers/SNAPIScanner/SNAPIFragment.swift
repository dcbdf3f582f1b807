/// One report of decoded data in SNAPI: 22 for codes of up to 255 fragments, 26 for longer ones.
struct SNAPIFragment: Sendable {
  static let short: UInt8 = 0x22
  static let long: UInt8 = 0x26

  var total: Int
  /// From 0.
  var index: Int
  /// The low byte of the code type.
  var type: UInt8
  var data: ArraySlice<UInt8>

  var isLast: Bool { index + 1 == total }

  /// nil if the report is shorter than it says, or numbers a fragment that cannot be.
  ///
  /// `22 total index length type2 data…`, `26 total2 index2 length type2 data…`; counts have the high byte first, types the
  /// low byte.
  init?(_ report: [UInt8]) {
    guard report.count >= 8 || report.first == Self.short && report.count >= 6 else { return nil }
    let head: Int
    if report[0] == Self.short {
      (total, index, head) = (Int(report[1]), Int(report[2]), 3)
    } else {
      (total, index) = (Int(report[1]) << 8 | Int(report[2]), Int(report[3]) << 8 | Int(report[4]))
      head = 5
    }
    type = report[head + 1]
    let start = head + 3
    let end = start + Int(report[head])
    guard index < total, end <= report.count else { return nil }
    data = report[start..<end]
  }
}
