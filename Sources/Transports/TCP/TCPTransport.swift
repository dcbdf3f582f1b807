import CLinux
import Glibc
import PosModel
import Reactor

/// A TCP connection to a network printer.
@ReactorActor
package final class TCPTransport: Transport {
  package nonisolated let description: TransportDescription

  private enum State {
    case closed
    case connecting(TCPConnector)
    case open(StreamLink, SharedDescriptor)
    /// This side has said that it sends no more, and waits for the peer to say so too.
    case draining(SharedDescriptor, Watch)
    case closing
  }

  private let host: String
  private let port: Int
  private var state = State.closed
  private var delivery: LinkDelivery?
  private var deadline: ReactorTimer?
  private var epoch = 0

  /// A dead peer is noticed within about 19 s idle and 8 s sending.
  private static let options = TCPOptions(
    keepAlive: TCPOptions.KeepAlive(idle: .seconds(10), interval: .seconds(3), count: 3), userTimeout: .seconds(8))
  private static let connectTime = Duration.seconds(3)
  private static let drainTime = Duration.seconds(2)

  /// Throws `illegal` for a port that there cannot be.
  package init(host: String, port: Int) throws(PosError) {
    guard (1...65535).contains(port), !host.isEmpty else {
      throw PosError(
        .illegal, "\(host):\(port) is no network address", remedy: "give a host and a port, usually 9100")
    }
    self.host = host
    self.port = port
    description = TransportDescription(
      kind: .tcp, address: host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)")
  }

  private var name: String { description.address ?? host }

  // MARK: Connecting

  package func open(_ deliver: @escaping @ReactorActor (LinkEvent, Instant) -> Void) {
    guard case .closed = state else { return }
    let delivery = LinkDelivery(deliver)
    self.delivery = delivery
    let connector = TCPConnector(host: host, port: port, options: Self.options, within: Self.connectTime) {
      [weak self] in self?.connected($0)
    }
    state = .connecting(connector)
  }

  private func connected(_ result: consuming Result<OwnedDescriptor, SystemError>) {
    guard let delivery, case .connecting = state else { return }
    switch consume result {
    case .failure(let error):
      state = .closed
      delivery.now(.closed(.failed(connectFailure(error))))
    case .success(let owned):
      let descriptor = SharedDescriptor(owned)
      let stream = StreamLink(descriptor, isSocket: true, delivery) { [weak self] in self?.ended($0) }
      state = .open(stream, descriptor)
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

  private func connectFailure(_ error: SystemError) -> PosError {
    switch error.errno {
    case ECONNREFUSED:
      PosError(
        .busy, "\(name) refuses the connection: another till prints on it, or its print service is off",
        remedy: "wait for the other till; if nobody prints, check the port and switch the printer off and on",
        cause: error.symbol)
    case ETIMEDOUT, EHOSTUNREACH, ENETUNREACH, ENETDOWN, EHOSTDOWN:
      PosError(
        .offline, "\(name) does not answer", remedy: "check power, cable and the device's name or IP address",
        cause: "\(error)")
    default:
      PosError(
        .failure, "\(name) cannot be connected", remedy: "check the host and the port", cause: "\(error)")
    }
  }

  // MARK: Open

  package func perform(_ request: LinkRequest) {
    guard case .open(let stream, _) = state else {
      delivery?.refuse(request)
      return
    }
    switch request {
    case .send(let token, let bytes, let stallTimeout):
      stream.send(token, bytes, stallTimeout: stallTimeout)
    case .control(let token, _):
      delivery?.later(.controlled(token, .failed("a network connection has no control transfers")))
    case .cancelSends:
      stream.cancelSends()
    case .modemLines:
      break
    }
  }

  package func recover(_ step: RecoveryStep) {
    guard case .open(let stream, _) = state else { return }
    switch step {
    case .clearHalt:
      stream.cancelSends()
      delivery?.later(.recovered)
    case .reset:
      close()
    }
  }

  private func ended(_ end: StreamLink.End) {
    guard case .open(_, let descriptor) = state else { return }
    switch end {
    case .disconnected: shut(descriptor, .disconnected)
    case .failed(let error):
      shut(descriptor, .failed(PosError(.failure, "the connection to \(name) has failed", cause: "\(error)")))
    }
  }

  // MARK: Closing

  package func close() {
    switch state {
    case .closed, .draining, .closing:
      break
    case .connecting(let connector):
      connector.cancel()
      state = .closed
      delivery?.later(.closed(.requested))
    case .open(let stream, let descriptor):
      delivery?.later(stream.stop(.cancelled))
      drain(descriptor)
    }
  }

  /// Closing with unread input would send a reset, which makes some printers drop what they have not printed yet.
  private func drain(_ descriptor: SharedDescriptor) {
    guard shutdown(descriptor.raw, CInt(SHUT_WR)) == 0 else { return shut(descriptor, .requested) }
    do throws(SystemError) {
      let watch = try Reactor.shared.watch(descriptor.raw, .read) { [weak self] _ in self?.discard() }
      state = .draining(descriptor, watch)
      deadline = Reactor.shared.schedule(after: Self.drainTime) { [weak self] in self?.drained() }
    } catch {
      shut(descriptor, .requested)
    }
  }

  private func discard() {
    guard case .draining(let descriptor, _) = state else { return }
    do throws(SystemError) {
      let count = try withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer throws(SystemError) in
        try syscall("read") { read(descriptor.raw, buffer.baseAddress, buffer.count) }
      }
      if count == 0 { drained() }
    } catch {
      if error.errno != EAGAIN { drained() }
    }
  }

  private func drained() {
    guard case .draining(let descriptor, let watch) = state else { return }
    deadline?.cancel()
    watch.cancel()
    shut(descriptor, .requested)
  }

  private func shut(_ descriptor: SharedDescriptor, _ reason: CloseReason) {
    state = .closing
    SharedDescriptor.close(descriptor) {
      self.state = .closed
      self.delivery?.now(.closed(reason))
    }
  }
}
