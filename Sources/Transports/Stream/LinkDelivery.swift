import PosModel
import Reactor

/// Hands the events of one opening to the owner, in order and never from within a call of the owner's.
@ReactorActor
final class LinkDelivery {
  private let deliver: @ReactorActor (LinkEvent, Instant) -> Void
  /// Whether `.closed` was not handed over yet.
  private(set) var isOpen = true
  private var waiting: [(LinkEvent, Instant)] = []

  init(_ deliver: @escaping @ReactorActor (LinkEvent, Instant) -> Void) {
    self.deliver = deliver
  }

  /// For events that happen inside a call of the owner: handed over in the next turn.
  func later(_ event: LinkEvent) {
    later([event])
  }

  func later(_ events: [LinkEvent]) {
    if events.isEmpty { return }
    let now = Reactor.now
    if waiting.isEmpty {
      Reactor.shared.post { self.flush() }
    }
    waiting += events.map { ($0, now) }
  }

  /// For events from a watch, a timer or another thread: handed over at once, after those that wait.
  func now(_ event: LinkEvent, at time: Instant = Reactor.now) {
    flush()
    hand(event, time)
  }

  func now(_ events: [LinkEvent]) {
    if events.isEmpty { return }
    let time = Reactor.now
    for event in events { now(event, at: time) }
  }

  /// Answers a request that finds the link not open; whether `.closed` was handed over makes no difference here.
  func refuse(_ request: LinkRequest) {
    let answer: LinkEvent
    switch request {
    case .send(let token, _, _): answer = .sent(token, transferred: 0, .disconnected)
    case .control(let token, _), .askModemLines(let token): answer = .controlled(token, .disconnected)
    case .cancelSends, .modemLines, .datagram, .hold: return
    }
    let time = Reactor.now
    Reactor.shared.post { self.deliver(answer, time) }
  }

  private func flush() {
    let events = waiting
    waiting = []
    for (event, time) in events { hand(event, time) }
  }

  private func hand(_ event: LinkEvent, _ time: Instant) {
    guard isOpen else { return }
    if case .closed = event { isOpen = false }
    deliver(event, time)
  }
}
