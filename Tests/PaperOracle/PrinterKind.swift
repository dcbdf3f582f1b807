import EscPos
import Simulator

/// A printer as posd meets it: what its profile says, and what it really answers.
enum PrinterKind: String, CaseIterable, Sendable {
  /// GS ( H 48 says that a job is printed.
  case confirms
  /// The same, and DLE DC4 8 clears its memory.
  case clears
  /// GS r is all the proof.
  case inOrder
  /// DLE EOT only; nothing by itself, nothing in order.
  case realTime
  /// Takes everything and never says a word.
  case silent

  /// Whether it can say that a job went through it.
  var provesJobs: Bool { self != .realTime && self != .silent }

  /// The profile of the configuration.
  var profile: String {
    switch self {
    case .confirms: "TM-T20II"
    case .clears: "oracle-clears"
    case .inOrder, .realTime, .silent: "generic-80"
    }
  }

  /// What profiles.d has to hold.
  static let profiles = """
    [[profile]]
    id = "oracle-clears"
    inherits = "TM-T20II"
    model = "TM-T20II"
    clears-buffer = true

    """

  func model() -> PrinterModel {
    var model = PrinterModel()
    switch self {
    case .confirms, .clears: break
    case .inOrder: model.answersProcessID = false
    case .realTime:
      model.answersProcessID = false
      model.answersAutomatic = false
      model.answersInOrder = false
    case .silent:
      model.answersProcessID = false
      model.answersAutomatic = false
      model.answersInOrder = false
      model.answersRealTime = false
    }
    return model
  }
}
