import PosModel

/// Turns keyboard reports, which are states, into keys going down and up.
package struct KeyboardTracker: Sendable {
  /// By report id.
  private var held: [UInt8: KeySet] = [:]

  package init() {}

  /// Forgets every key: after lost input the next report counts from nothing.
  package mutating func reset() {
    held = [:]
  }

  /// Calls `body` in typing order: released keys, modifiers up and down, new keys in the report's order. A rollover report changes
  /// nothing.
  package mutating func take(_ report: KeyboardReport, _ body: (KeyTransition) -> Void) {
    guard !report.isRollover else { return }
    let before = held[report.id] ?? KeySet()
    let released = before.subtracting(report.down)
    let pressed = report.down.subtracting(before)
    held[report.id] = report.down
    released.forEach { if $0 < 0xE0 { body(KeyTransition(usage: UInt16($0), phase: .up)) } }
    released.forEach { if $0 >= 0xE0 { body(KeyTransition(usage: UInt16($0), phase: .up)) } }
    pressed.forEach { if $0 >= 0xE0 { body(KeyTransition(usage: UInt16($0), phase: .down)) } }
    var unordered = pressed
    for key in report.order where unordered.remove(key) { body(KeyTransition(usage: UInt16(key), phase: .down)) }
    unordered.forEach { if $0 < 0xE0 { body(KeyTransition(usage: UInt16($0), phase: .down)) } }
  }
}
