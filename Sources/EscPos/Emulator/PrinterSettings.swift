/// What a host has set for good: memory switches and customised values (GS ( E).
struct PrinterSettings: Hashable, Sendable {
  static let longest = 64

  /// GS ( E 3: switch n → its eight bits as digits.
  var switches: [UInt8: [UInt8]] = [:]
  /// GS ( E 5.
  var values: [UInt8: Int] = [:]
  /// ESC c 3, 4 and 5.
  var paperEndSignals: UInt8 = 0
  var paperEndStops: UInt8 = 0
  var panelIsDisabled = false
  /// GS ( M.
  var kept: PrintState?
  var startsWithKept = false

  mutating func set(_ number: UInt8, _ value: Int) {
    if values.count < Self.longest || values[number] != nil { values[number] = value }
  }
}
