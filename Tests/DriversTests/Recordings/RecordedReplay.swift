import Drivers
import PosModel
import Transports

/// Plays a recording to a driver in the recording's own time, without a clock, and writes down what comes out.
struct RecordedReplay {
  private(set) var driver: any Driver
  /// One line for each event, answer and fault, in the words of a sidecar.
  private(set) var outcome: [String] = []
  /// Where the driver asked for something else than the recording has.
  private(set) var differences: [String] = []

  private var now = Instant(nanoseconds: 1_000_000_000)
  private var timers: [DriverTimer: Instant] = [:]
  /// What the driver has asked for and the recording has not come to.
  private var asked: [LinkRequest] = []
  private var tokens: [LinkToken: LinkToken] = [:]
  private var waiting: [(at: Instant, command: DriverCommand)] = []
  private var given: UInt64 = 0

  /// How long the driver has after the last entry: longer than any of its timers.
  private static let afterwards = Duration.seconds(10)

  init(driver: any Driver) {
    self.driver = driver
  }

  mutating func play(_ recording: Recording, _ commands: [(time: Duration, command: DriverCommand)]) {
    let start = now
    waiting = commands.map { (start + $0.time, $0.command) }
    for (index, entry) in recording.entries.enumerated() {
      pass(to: start + entry.time)
      switch entry.traffic {
      case .request(let request): compare(request, at: index + 1)
      case .event(let event): feed(.link(translated(event)))
      case .open, .close, .recover: break
      }
    }
    pass(to: now + Self.afterwards)
    for request in asked { differences.append("not recorded: \(request)") }
  }

  private mutating func compare(_ recorded: LinkRequest, at entry: Int) {
    guard !asked.isEmpty else { return differences.append("entry \(entry): the driver asks for nothing") }
    let mine = asked.removeFirst()
    switch (mine, recorded) {
    case (.send(let my, let bytes, _), .send(let theirs, let expected, _)) where bytes == expected: tokens[theirs] = my
    case (.control(let my, let request), .control(let theirs, let expected)) where request == expected:
      tokens[theirs] = my
    default: if mine != recorded { differences.append("entry \(entry): \(mine)") }
    }
  }

  private func translated(_ event: LinkEvent) -> LinkEvent {
    switch event {
    case .sent(let token, let transferred, let outcome):
      .sent(tokens[token] ?? token, transferred: transferred, outcome)
    case .controlled(let token, let outcome): .controlled(tokens[token] ?? token, outcome)
    default: event
    }
  }

  /// Timers and commands up to `instant`, in the order of their times.
  private mutating func pass(to instant: Instant) {
    while true {
      let timer = timers.min { $0.value < $1.value }
      let command = waiting.enumerated().min { $0.element.at < $1.element.at }
      if let command, command.element.at <= instant, timer.map({ command.element.at <= $0.value }) ?? true {
        waiting.remove(at: command.offset)
        now = max(now, command.element.at)
        given += 1
        feed(.command(CommandID(given), command.element.command))
      } else if let timer, timer.value <= instant {
        timers[timer.key] = nil
        now = max(now, timer.value)
        feed(.timer(timer.key))
      } else {
        now = max(now, instant)
        return
      }
    }
  }

  private mutating func feed(_ input: DriverInput) {
    for action in driver.handle(input, now: now) {
      switch action {
      case .request(let request): asked.append(request)
      case .setTimer(let timer, let instant): timers[timer] = instant
      case .cancelTimer(let timer): timers[timer] = nil
      default: if let line = RecordedText.line(action) { outcome.append(line) }
      }
    }
  }
}
