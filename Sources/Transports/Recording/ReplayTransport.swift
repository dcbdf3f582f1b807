import PosModel
import Reactor

/// Plays a recording to a driver: delivers what the device did, and checks that the driver asks for what it asked for
/// then. Tokens may differ, masked input makes no difference to what is sent.
@ReactorActor
package final class ReplayTransport: Transport {
  package enum Pace: Hashable, Sendable {
    /// As fast as the driver goes; the events carry the recorded times all the same.
    case immediate
    /// 1 is the recorded speed, 2 twice as fast.
    case scaled(Double)
  }

  package nonisolated let description: TransportDescription
  /// What the driver did otherwise than the recording, in words without data.
  package private(set) var differences: [String] = []
  /// Whether everything was played.
  package var isFinished: Bool { next >= entries.count }

  private let entries: [Recording.Entry]
  private let pace: Pace
  private let patience: Duration
  private var next = 0
  private var delivery: LinkDelivery?
  private var start = Instant(nanoseconds: 0)
  private var timer: ReactorTimer?
  private var isPlaying = false
  private var isOpen = false
  /// What the driver asked for before the recording came to it.
  private var ahead: [Recording.Traffic] = []
  /// Recorded token to the driver's, for the answers.
  private var tokens: [LinkToken: LinkToken] = [:]

  private static let aheadLimit = 1024
  private static let differenceLimit = 100

  /// `patience`: how long the driver may take to ask for what the recording has next.
  package init(_ recording: Recording, pace: Pace = .immediate, patience: Duration = .seconds(10)) {
    description = recording.transport
    // Opening and closing are the owner's own business.
    entries = recording.entries.filter { $0.traffic != .open && $0.traffic != .close }
    self.pace = pace
    self.patience = patience
  }

  package func open(_ deliver: @escaping @ReactorActor (LinkEvent, Instant) -> Void) {
    guard !isOpen else { return }
    isOpen = true
    delivery = LinkDelivery(deliver)
    start = Reactor.now
    if next < entries.count { start = start + (.zero - entries[next].time) }
    Reactor.shared.post { self.play() }
  }

  package func perform(_ request: LinkRequest) {
    guard isOpen else {
      delivery?.refuse(request)
      return
    }
    take(.request(request))
  }

  package func recover(_ step: RecoveryStep) {
    if isOpen { take(.recover(step)) }
  }

  package func close() {
    guard isOpen else { return }
    end(.requested)
  }

  private func take(_ traffic: Recording.Traffic) {
    guard ahead.count < Self.aheadLimit else { return differ("more than \(Self.aheadLimit) requests ahead") }
    ahead.append(traffic)
    // In the next turn: the driver may be in the middle of its actions.
    Reactor.shared.post { self.play() }
  }

  // MARK: Playing

  private func play() {
    guard isOpen, !isPlaying else { return }
    isPlaying = true
    defer { isPlaying = false }
    timer?.cancel()
    while isOpen, next < entries.count {
      let entry = entries[next]
      if entry.traffic.isOutbound {
        guard !ahead.isEmpty else {
          return wait(patience) {
            $0.differ("the driver does not go on"); $0.end(.disconnected)
          }
        }
        compare(ahead.removeFirst(), with: entry.traffic)
      } else if case .event(let event) = entry.traffic {
        let due = due(entry.time)
        if due > Reactor.now { return wait(due - Reactor.now) { $0.play() } }
        next += 1
        hand(event, at: start + entry.time)
        continue
      }
      next += 1
    }
    guard isOpen else { return }
    for traffic in ahead { differ("after the end: \(Self.name(traffic))") }
    ahead = []
    end(.disconnected)
  }

  private func wait(_ time: Duration, _ body: @escaping @ReactorActor (ReplayTransport) -> Void) {
    timer = Reactor.shared.schedule(after: time) { [weak self] in
      if let self { body(self) }
    }
  }

  private func due(_ time: Duration) -> Instant {
    switch pace {
    case .immediate: Instant(nanoseconds: 0)
    case .scaled(let factor): start + time / max(factor, 0.001)
    }
  }

  private func hand(_ event: LinkEvent, at time: Instant) {
    switch event {
    case .sent(let token, let transferred, let outcome):
      delivery?.now(.sent(tokens.removeValue(forKey: token) ?? token, transferred: transferred, outcome), at: time)
    case .controlled(let token, let outcome):
      delivery?.now(.controlled(tokens.removeValue(forKey: token) ?? token, outcome), at: time)
    case .closed(let reason):
      end(reason)
    default:
      delivery?.now(event, at: time)
    }
  }

  private func end(_ reason: CloseReason) {
    isOpen = false
    timer?.cancel()
    ahead = []
    delivery?.later(.closed(reason))
  }

  // MARK: Comparing

  private func compare(_ asked: Recording.Traffic, with recorded: Recording.Traffic) {
    switch (asked, recorded) {
    case (.request(.send(let mine, let bytes, _)), .request(.send(let theirs, let expected, _))):
      tokens[theirs] = mine
      if bytes == expected { return }
      let offset = zip(bytes, expected).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      differ(
        "entry \(next + 1): \(bytes.count) bytes sent, \(expected.count) recorded, "
          + "different from byte \(offset ?? min(bytes.count, expected.count))")
    case (.request(.control(let mine, let request)), .request(.control(let theirs, let expected))):
      tokens[theirs] = mine
      if request != expected { differ("entry \(next + 1): another control transfer") }
    default:
      if asked != recorded {
        differ("entry \(next + 1): \(Self.name(asked)) instead of \(Self.name(recorded))")
      }
    }
  }

  private func differ(_ what: String) {
    if differences.count < Self.differenceLimit { differences.append(what) }
  }

  private static func name(_ traffic: Recording.Traffic) -> String {
    switch traffic {
    case .request(.send): "send"
    case .request(.control): "control"
    case .request(.cancelSends): "cancel"
    case .request(.modemLines): "lines"
    case .request(.askModemLines): "asklines"
    case .request(.datagram): "datagram"
    case .request(.hold): "hold"
    case .recover: "recover"
    case .open, .close, .event: "traffic"
    }
  }
}
