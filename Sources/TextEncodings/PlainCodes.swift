/// The two-byte codes of plain East Asian text: ideographs, kana, their punctuation and full-width forms, which are set
/// one by one whatever stands beside them, as `TextPlanner` sets them too.
package final class PlainCodes: Sendable {
  private let set: DoubleByteSet

  /// nil if the planner has no double-byte set, or a page with other characters than ASCII below 80.
  package init?(_ planner: TextPlanner) {
    guard planner.unsafeASCII.isEmpty, let set = planner.multiByte?.table.doubleByteSet else { return nil }
    self.set = set
  }

  /// The code of the character of three bytes of UTF-8 that starts here; 0 if there is none, it is not plain, or the
  /// encoding does not have it.
  package func code(_ utf8: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt16 {
    guard index + 2 < utf8.count, 0xE3...0xEF ~= utf8[index] else { return 0 }
    let high = UInt32(utf8[index] & 0x0F) << 12
    let value = high | UInt32(utf8[index + 1] & 0x3F) << 6 | UInt32(utf8[index + 2] & 0x3F)
    return Self.isPlain(value) ? set.code(value) : 0
  }

  /// A part of what the planner takes for plain: those that no page has.
  private static func isPlain(_ value: UInt32) -> Bool {
    switch value {
    case 0x3001...0x3006, 0x3008...0x301B, 0x3041...0x3096, 0x30A1...0x30FA, 0x30FC, 0x4E00...0x9FFF, 0xFF01...0xFF5E:
      true
    default: false
    }
  }
}
