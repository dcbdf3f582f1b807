/// Which keys one keyboard report says are down; modifiers are the keys E0–E7.
package struct KeyboardReport: Hashable, Sendable {
  /// The report id, 0 without: each id tells of keys of its own.
  package internal(set) var id: UInt8 = 0
  package private(set) var down = KeySet()
  private var slots = SIMD16<UInt8>()
  private var ordered = 0
  /// The keys of the report's array (not the modifiers), at most 16, in its order: scanners in a hurry put
  /// several into one report.
  package var order: some Sequence<UInt8> { (0..<ordered).lazy.map { [slots] in slots[$0] } }
  /// ErrorRollOver (usage 01): too many keys, the report says nothing about any of them.
  package private(set) var isRollover = false

  package init() {}

  /// Reads the 8 bytes of the boot protocol: modifiers, reserved, six keys (HID 1.11, appendix B.1); nil if shorter than 3.
  package init?(boot report: [UInt8]) {
    guard report.count >= 3 else { return nil }
    for bit in 0..<8 where report[0] >> UInt8(bit) & 1 == 1 { down.insert(0xE0 + UInt8(bit)) }
    for key in report[2..<min(8, report.count)] { press(key) }
  }

  mutating func press(_ key: UInt8) {
    switch key {
    case 0: break
    case 1: isRollover = true
    case 2, 3: break  // POSTFail and ErrorUndefined
    case 0xE0...0xE7: down.insert(key)
    default:
      guard down.insert(key), ordered < slots.scalarCount else { return }
      slots[ordered] = key
      ordered += 1
    }
  }
}
