import PosModel
import Reactor
import Transports

/// A link that does what the test says, each answer one turn later.
@ReactorActor
final class FakeTransport: Transport {
  nonisolated let description = TransportDescription(kind: .usb)
  let address: TransportAddress
  let options: TransportOptions
  /// Taken one after the other by `open`; when it is empty, opening succeeds.
  var openErrors: [PosError]
  /// Whether `close` and `recover` are answered.
  var answers = true
  private(set) var opened = 0
  private(set) var closed = 0
  private(set) var requests: [LinkRequest] = []
  private(set) var steps: [RecoveryStep] = []
  private var deliver: (@ReactorActor (LinkEvent, Instant) -> Void)?

  init(_ address: TransportAddress, _ options: TransportOptions, openErrors: [PosError]) {
    self.address = address
    self.options = options
    self.openErrors = openErrors
  }

  var isOpen: Bool { deliver != nil }

  func open(_ deliver: @escaping @ReactorActor (LinkEvent, Instant) -> Void) {
    opened += 1
    self.deliver = deliver
    if openErrors.isEmpty {
      let epoch = opened
      later { $0.send(.opened(LinkDescription(epoch: epoch))) }
    } else {
      let error = openErrors.removeFirst()
      later { $0.end(.failed(error)) }
    }
  }

  func perform(_ request: LinkRequest) {
    requests.append(request)
  }

  func recover(_ step: RecoveryStep) {
    steps.append(step)
    guard answers else { return }
    switch step {
    case .clearHalt: later { $0.send(.recovered) }
    case .reset: later { $0.end(.disconnected) }
    }
  }

  func close() {
    closed += 1
    if answers { later { $0.end(.requested) } }
  }

  func send(_ event: LinkEvent) {
    deliver?(event, Reactor.now)
  }

  func end(_ reason: CloseReason) {
    let deliver = deliver
    self.deliver = nil
    deliver?(.closed(reason), Reactor.now)
  }

  private func later(_ body: @escaping @Sendable @ReactorActor (FakeTransport) -> Void) {
    Reactor.shared.post { body(self) }
  }
}
