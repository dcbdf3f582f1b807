import PosModel
import Reactor

/// A network printer that other tills print on too: connected for each burst, and given up again when nothing has moved for
/// a while. To its owner the link stays up.
@ReactorActor
package final class BurstTransport: Transport {
  package nonisolated let description: TransportDescription

  private enum State {
    case closed
    /// For the first time, or again for what waits.
    case connecting
    case connected
    /// The connection is being given up; what comes meanwhile waits, unless the link is closed with it.
    case parking(closes: Bool)
    case parked
  }

  private let line: any Transport
  private let linger: Duration
  private var state = State.closed
  private var isUp = false
  private var isHeld = false
  /// Sends whose end was not told.
  private var outstanding = 0
  private var waiting: [LinkRequest] = []
  private var timer: ReactorTimer?
  private var delivery: LinkDelivery?

  private static let longestWaiting = 256

  /// `line` is not open; `linger` is how long nothing must move.
  package init(_ line: any Transport, linger: Duration = .seconds(3)) {
    self.line = line
    self.linger = linger
    description = line.description
  }

  package func open(_ deliver: @escaping @ReactorActor (LinkEvent, Instant) -> Void) {
    guard case .closed = state else { return }
    delivery = LinkDelivery(deliver)
    isHeld = false
    outstanding = 0
    waiting = []
    connect()
  }

  private func connect() {
    state = .connecting
    line.open { [weak self] event, time in self?.received(event, at: time) }
  }

  private func received(_ event: LinkEvent, at time: Instant) {
    switch event {
    case .opened:
      state = .connected
      if !isUp {
        isUp = true
        delivery?.now(event, at: time)
      }
      let requests = waiting
      waiting = []
      for request in requests { line.perform(request) }
    case .closed(let reason):
      return ended(reason)
    case .sent:
      outstanding = max(0, outstanding - 1)
      delivery?.now(event, at: time)
    default:
      delivery?.now(event, at: time)
    }
    moved()
  }

  private func moved() {
    guard case .connected = state else { return }
    timer?.cancel()
    timer = Reactor.shared.schedule(after: linger) { [weak self] in self?.park() }
  }

  private func park() {
    guard case .connected = state, !isHeld, outstanding == 0 else { return }
    state = .parking(closes: false)
    line.close()
  }

  private func ended(_ reason: CloseReason) {
    timer?.cancel()
    let isIdle = isUp && !isHeld && outstanding == 0
    switch state {
    case .parking(closes: false):
      state = .parked
      if !waiting.isEmpty { connect() }
    case .connected where isIdle && reason == .disconnected:
      // The printer ends a connection on which nothing moves.
      state = .parked
    default:
      finish(reason)
    }
  }

  private func finish(_ reason: CloseReason) {
    state = .closed
    isUp = false
    timer?.cancel()
    for case .send(let token, _, _) in waiting { delivery?.now(.sent(token, transferred: 0, .disconnected)) }
    waiting = []
    delivery?.now(.closed(reason))
  }

  package func perform(_ request: LinkRequest) {
    if case .hold(let holds) = request { isHeld = holds }
    if case .send = request { outstanding += 1 }
    switch state {
    case .closed:
      delivery?.refuse(request)
    case .connected:
      line.perform(request)
      moved()
    case .connecting, .parking, .parked:
      wait(request)
    }
  }

  private func wait(_ request: LinkRequest) {
    switch request {
    case .send(let token, _, _):
      guard waiting.count < Self.longestWaiting else {
        outstanding -= 1
        delivery?.later(.sent(token, transferred: 0, .failed("the send queue is full")))
        return
      }
      waiting.append(request)
      if case .parked = state { connect() }
    case .cancelSends:
      for case .send(let token, _, _) in waiting {
        outstanding -= 1
        delivery?.later(.sent(token, transferred: 0, .cancelled))
      }
      waiting = []
    case .control(let token, _):
      delivery?.later(.controlled(token, .failed("a network connection has no control transfers")))
    case .askModemLines(let token):
      delivery?.later(.controlled(token, .failed("there are no modem lines")))
    case .modemLines, .datagram, .hold:
      break
    }
  }

  package func recover(_ step: RecoveryStep) {
    switch state {
    case .connected: line.recover(step)
    case .closed, .connecting, .parking, .parked:
      if isUp { delivery?.later(.recovered) }
    }
  }

  package func close() {
    switch state {
    case .closed: break
    case .connecting, .connected: line.close()
    case .parking: state = .parking(closes: true)
    case .parked:
      state = .closed
      isUp = false
      delivery?.later(.closed(.requested))
    }
  }
}
