/// What a print has to say of itself, before and after its content.
package struct PrintMarks: Hashable, Sendable {
  /// An attempt whose predecessor may be on paper already.
  package struct Duplicate: Hashable, Sendable {
    /// 2 and up.
    package var attempt: Int
    /// When the first attempt left, as it shall be read: `12:31:05`.
    package var original: String

    package init(attempt: Int, original: String) {
      self.attempt = attempt
      self.original = original
    }
  }

  package var duplicate: Duplicate?
  package var isReprint = false
  /// `顾客联`, `MERCHANT COPY`.
  package var copyName: String?
  /// The station for which another printer stands in.
  package var originalStation: String?
  /// The station of a kitchen ticket, and its number on that day.
  package var station: String?
  package var number: Int?

  package init() {}

  package var isEmpty: Bool { self == PrintMarks() }
}
