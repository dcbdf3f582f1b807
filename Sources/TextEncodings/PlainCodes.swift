/// The two-byte codes of plain East Asian text: ideographs, kana, their punctuation, full-width forms and signs, as
/// `TextPlanner` sets them while no page is in force.
package final class PlainCodes: Sendable {
  private let set: DoubleByteSet

  /// nil if the planner has no double-byte set, or a page with other characters than ASCII below 80.
  package init?(_ planner: TextPlanner) {
    guard planner.unsafeASCII.isEmpty, let set = planner.multiByte?.table.doubleByteSet else { return nil }
    self.set = set
  }

  /// The code of the character of well-formed UTF-8 that starts here; 0 if it is not plain or the encoding does not
  /// have it.
  package func code(_ utf8: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt16 {
    let lead = utf8[index]
    let value: UInt32
    if 0xE2...0xEF ~= lead, index + 2 < utf8.count {
      value = UInt32(lead & 0x0F) << 12 | UInt32(utf8[index + 1] & 0x3F) << 6 | UInt32(utf8[index + 2] & 0x3F)
    } else if 0xC2...0xC3 ~= lead, index + 1 < utf8.count {
      value = UInt32(lead & 0x1F) << 6 | UInt32(utf8[index + 1] & 0x3F)
    } else {
      return 0
    }
    return TextPlanner.isPlain(value, page: false) ? TextPlanner.code(value, in: set) : 0
  }

  /// The bytes of a character that has a code, by its first.
  @inlinable
  package static func length(_ lead: UInt8) -> Int { lead < 0xE0 ? 2 : 3 }
}
