/// One thing that a check of `posd doctor` has found.
struct Finding: Encodable, Hashable {
  enum Level: String, Encodable, Hashable {
    case ok
    /// It works, and somebody should know.
    case warning
    case problem

    var style: Style {
      switch self {
      case .ok: .good
      case .warning: .warning
      case .problem: .bad
      }
    }
  }

  /// The check's stable word.
  var check: String
  var level: Level
  /// What is so, and what it means.
  var message: String
  /// What to do next; nil where there is nothing to do.
  var remedy: String?
}
