/// One thing that `posd doctor` looks at: a function of the facts, so that a test needs no till.
protocol DoctorCheck: Sendable {
  /// A stable word.
  static var name: String { get }

  /// Nothing where there is nothing to look at: of devices without a daemon.
  static func findings(in till: TillFacts) -> [Finding]
}

extension DoctorCheck {
  static func ok(_ message: String) -> Finding {
    Finding(check: name, level: .ok, message: message, remedy: nil)
  }

  static func warning(_ message: String, _ remedy: String?) -> Finding {
    Finding(check: name, level: .warning, message: message, remedy: remedy)
  }

  static func problem(_ message: String, _ remedy: String?) -> Finding {
    Finding(check: name, level: .problem, message: message, remedy: remedy)
  }
}
