/// The two-byte codes of plain East Asian text: ideographs, kana, their punctuation and full-width forms, which are set
/// one by one whatever stands beside them, as `TextPlanner` sets them too.
package struct PlainCodes: Sendable {
  private let set: DoubleByteSet

  /// nil if the planner has no double-byte set, or a page with other characters than ASCII below 80.
  package init?(_ planner: TextPlanner) {
    guard planner.unsafeASCII.isEmpty, let set = planner.multiByte?.table.doubleByteSet else { return nil }
    self.set = set
  }

  /// 0 for a character that is not plain or that the encoding does not have.
  package func code(_ value: UInt32) -> UInt16 {
    TextPlanner.isPlain(value) ? set.code(value) : 0
  }
}
