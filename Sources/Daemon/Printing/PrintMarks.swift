/// What has to stand on a copy beside its content, so that nobody takes it for something else.
package struct PrintMarks: Hashable, Sendable {
  /// An attempt before this one may have left it on paper.
  package struct PossibleDuplicate: Hashable, Sendable {
    /// From 2.
    package var attempt: Int
    /// When the first attempt began, as the clock on the wall shows it: `12:31:05`.
    package var originalTime: String

    package init(attempt: Int, originalTime: String) {
      self.attempt = attempt
      self.originalTime = originalTime
    }
  }

  package var possibleDuplicate: PossibleDuplicate?
  /// Somebody asked for it again.
  package var reprint: Bool
  /// 商户联, 顾客联.
  package var copyName: String?
  /// The printer that it was meant for, when it comes from another.
  package var originalStation: String?
  /// The ticket's number, per station and day.
  package var number: Int?

  package init(
    possibleDuplicate: PossibleDuplicate? = nil, reprint: Bool = false, copyName: String? = nil,
    originalStation: String? = nil, number: Int? = nil
  ) {
    self.possibleDuplicate = possibleDuplicate
    self.reprint = reprint
    self.copyName = copyName
    self.originalStation = originalStation
    self.number = number
  }

  package var isEmpty: Bool { self == PrintMarks() }
}
