import Glibc
import PosModel
import Reactor

/// A serial line: RS-232, a USB adapter, CDC-ACM or a pty.
@ReactorActor
package final class SerialTransport: Transport {
  package nonisolated let description: TransportDescription

  private enum State {
    case closed
    case opening(closes: Bool)
    case open(StreamLink, SharedDescriptor)
    /// A worker closes.
    case closing
  }

  private let address: SerialAddress
  private var state = State.closed
  private var delivery: LinkDelivery?
  private var epoch = 0
  /// Questions for the modem lines that a worker has.
  private var asked: [LinkToken] = []

  package init(_ address: SerialAddress) {
    self.address = address
    description = TransportDescription(kind: .serial, path: address.path)
  }

  package func open(_ deliver: @escaping @ReactorActor (LinkEvent, Instant) -> Void) {
    guard case .closed = state else { return }
    let delivery = LinkDelivery(deliver)
    self.delivery = delivery
    state = .opening(closes: false)
    let address = address
    do throws(SystemError) {
      try BlockingCall.start("tty-open") { () -> Result<SharedDescriptor, PosError> in
        do throws(PosError) {
          return .success(try TerminalLine.open(address))
        } catch {
          return .failure(error)
        }
      } _: {
        self.opened($0)
      }
    } catch {
      state = .closed
      delivery.later(.closed(.failed(PosError(.failure, "no thread to open the line", cause: "\(error)"))))
    }
  }

  private func opened(_ result: Result<SharedDescriptor, PosError>) {
    guard let delivery, case .opening(let closes) = state else { return }
    switch result {
    case .failure(let error):
      state = .closed
      delivery.now(.closed(closes ? .requested : .failed(error)))
    case .success(let descriptor):
      let stream = StreamLink(descriptor, isSocket: false, delivery) { [weak self] in self?.ended($0) }
      state = .open(stream, descriptor)
      if closes { return close() }
      epoch += 1
      delivery.now(.opened(LinkDescription(epoch: epoch)))
      guard case .open = state else { return }
      do throws(SystemError) {
        try stream.start()
      } catch {
        ended(.failed(error))
      }
    }
  }

  package func perform(_ request: LinkRequest) {
    guard case .open(let stream, let descriptor) = state else {
      delivery?.refuse(request)
      return
    }
    switch request {
    case .send(let token, let bytes, let stallTimeout):
      stream.send(token, bytes, stallTimeout: stallTimeout)
    case .control(let token, _):
      delivery?.later(.controlled(token, .failed("a serial line has no control transfers")))
    case .cancelSends:
      stream.cancelSends()
    case .modemLines(let rts, let dtr):
      TerminalLine.setModemLines(descriptor.raw, rts: rts, dtr: dtr)
    case .askModemLines(let token):
      askModemLines(token, descriptor)
    case .datagram, .hold:
      break
    }
  }

  /// On a worker: some USB adapters have to be asked for them.
  private func askModemLines(_ token: LinkToken, _ descriptor: SharedDescriptor) {
    asked.append(token)
    do throws(SystemError) {
      try BlockingCall.start("tty-lines") {
        TerminalLine.modemLines(descriptor.raw)
      } _: { [weak self] in
        self?.answer(token, $0.map { .data([$0.rawValue]) } ?? .failed("the port has no modem lines"))
      }
    } catch {
      Reactor.shared.post { self.answer(token, .failed("\(error)")) }
    }
  }

  /// Nothing where the end of the link has answered already.
  private func answer(_ token: LinkToken, _ outcome: ControlOutcome) {
    guard let index = asked.firstIndex(of: token) else { return }
    asked.remove(at: index)
    delivery?.now(.controlled(token, outcome))
  }

  package func recover(_ step: RecoveryStep) {
    guard case .open(let stream, let descriptor) = state else { return }
    switch step {
    case .clearHalt:
      stream.cancelSends()
      tcflush(descriptor.raw, TCIOFLUSH)
      delivery?.later(.recovered)
    case .reset:
      close()
    }
  }

  package func close() {
    switch state {
    case .closed, .closing: break
    case .opening: state = .opening(closes: true)
    case .open(let stream, _):
      delivery?.later(stream.stop(.cancelled))
      shut(.requested)
    }
  }

  private func ended(_ end: StreamLink.End) {
    switch end {
    case .disconnected: shut(.disconnected)
    case .failed(let error):
      shut(
        .failed(
          PosError(.failure, "\(address.path) has failed", remedy: "check the cable and replug", cause: "\(error)")))
    }
  }

  private func shut(_ reason: CloseReason) {
    guard case .open(_, let descriptor) = state else { return }
    state = .closing
    delivery?.later(asked.map { .controlled($0, .disconnected) })
    asked = []
    SharedDescriptor.close(descriptor, TerminalLine.prepareClose) {
      self.state = .closed
      self.delivery?.now(.closed(reason))
    }
  }
}
