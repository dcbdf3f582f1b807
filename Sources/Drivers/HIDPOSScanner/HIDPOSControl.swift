/// A one-bit control of an output or feature report.
struct HIDPOSControl: Hashable, Sendable {
  var id: UInt8
  /// Of the report, with its id.
  var length: Int
  var bit: Int

  /// The whole report with this bit alone set, or with no bit.
  func report(_ on: Bool) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: length)
    if id != 0 { bytes[0] = id }
    if on { set(in: &bytes) }
    return bytes
  }

  func set(in report: inout [UInt8]) {
    if report.indices.contains(bit / 8) { report[bit / 8] |= 1 << UInt8(bit & 7) }
  }
}
