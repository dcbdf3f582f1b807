import EscPos
import PosModel

/// What may be in the printer's memory after a job.
extension EscPosPrinter {
  /// What the system has taken and no printer has acknowledged is lost within this time (TCP: 8 s, keep-alive: 19 s).
  private static let lossTime = Duration.seconds(30)

  mutating func remember(_ attempt: inout PrintAttempt, _ outcome: PrintOutcome) {
    switch outcome {
    case .interrupted:
      let earlier = lately?.missing ?? 0
      var interruption = Interruption(&attempt, isExact: settings.link == .usb)
      if settings.link != .usb { interruption.missing = max(interruption.missing, earlier) }
      self.interruption = interruption
    case .completed(.transmitted), .completed(.none):
      var rest = Interruption(&attempt, isExact: false)
      rest.missing = max(rest.missing, lately?.missing ?? 0)
      unproven = Unproven(interruption: rest, at: now)
    case .completed: unproven = nil
    case .notStarted: break
    }
  }

  /// No header of a command is longer (GS D: 15 bytes).
  private static let longestHeader = 16

  /// Before the first question to a printer of which it is not known that it listens: a question that is taken for the
  /// size of a picture makes one of megabytes. Zeros make it a small one; between commands they say nothing.
  mutating func endOpenHeader() {
    guard !knowsMemory || interruption != nil else { return }
    knowsMemory = true
    send(.filler, [UInt8](repeating: 0, count: Self.longestHeader))
  }

  private var lately: Interruption? {
    guard let unproven, now - unproven.at <= Self.lossTime else { return nil }
    return unproven.interruption
  }

  /// What makes up for a command has left; whether the printer has it is told by the proof of the next job only.
  mutating func clearingLeft() {
    if settings.link != .usb {
      unproven = Unproven(interruption: Interruption(missing: max(missingBytes, lately?.missing ?? 0)), at: now)
    }
    interruption = nil
  }

  /// The link is gone: a job that nobody has proved may not have reached the printer whole.
  mutating func forgetUnproven() {
    if let lately, lately.missing > interruption?.missing ?? -1 { interruption = lately }
    unproven = nil
  }

  /// The last job, when all that is known of it is that it was sent.
  struct Unproven: Hashable, Sendable {
    var interruption: Interruption
    var at: Instant
  }
}
