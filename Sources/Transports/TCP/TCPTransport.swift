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
    case resolving
    /// To the first of the addresses; the rest are tried when it fails.
    case connecting(SharedDescriptor, Watch, TCPResolution.Address, rest: ArraySlice<TCPResolution.Address>)
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
  /// Tells the resolution of this opening from one that was given up.
  private var attempt = 0
  /// Where the open connection leads to.
  private var peer: TCPResolution.Address?
  private var datagrams: [UInt16: DatagramPort] = [:]

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
    state = .resolving
    attempt += 1
    deadline = Reactor.shared.schedule(after: Self.connectTime) { [weak self] in self?.connectTimedOut() }
    let (host, port, attempt) = (host, port, attempt)
    do throws(SystemError) {
      try BlockingCall.start("resolve") { () -> Result<[TCPResolution.Address], PosError> in
        do throws(PosError) {
          return .success(try TCPResolution.addresses(of: host, port: port))
        } catch {
          return .failure(error)
        }
      } _: { [weak self] in
        guard let self, case .resolving = state, attempt == self.attempt else { return }
        switch $0 {
        case .success(let addresses): connect(to: addresses[...])
        case .failure(let error): fail(error)
        }
      }
    } catch {
      state = .closed
      deadline?.cancel()
      delivery.later(.closed(.failed(PosError(.failure, "no thread to resolve \(name)", cause: "\(error)"))))
    }
  }

  private func connect(to addresses: ArraySlice<TCPResolution.Address>) {
    var failure = SystemError(errno: EADDRNOTAVAIL, call: "connect")
    var rest = addresses
    while let address = rest.popFirst() {
      do throws(SystemError) {
        let descriptor = try TCPSocket.connecting(to: address)
        let watch = try Reactor.shared.watch(descriptor.raw, .write) { [weak self] _ in self?.connectEnded() }
        state = .connecting(descriptor, watch, address, rest: rest)
        return
      } catch {
        failure = error
      }
    }
    fail(connectFailure(failure))
  }

  private func connectEnded() {
    guard let delivery, case .connecting(let descriptor, let watch, let address, let rest) = state else { return }
    watch.cancel()
    do throws(SystemError) {
      try TCPSocket.check(descriptor.raw)
      deadline?.cancel()
      let stream = StreamLink(descriptor, isSocket: true, delivery) { [weak self] in self?.ended($0) }
      state = .open(stream, descriptor)
      peer = address
      epoch += 1
      delivery.now(.opened(LinkDescription(epoch: epoch)))
      if case .open = state { try stream.start() }
    } catch {
      if case .open = state { return ended(.failed(error)) }
      if rest.isEmpty { return fail(connectFailure(error)) }
      connect(to: rest)
    }
  }

  private func connectTimedOut() {
    if case .connecting(_, let watch, _, _) = state { watch.cancel() }
    fail(connectFailure(SystemError(errno: ETIMEDOUT, call: "connect")))
  }

  private func fail(_ error: PosError) {
    deadline?.cancel()
    state = .closed
    delivery?.now(.closed(.failed(error)))
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
        .offline, "\(name) does not answer", remedy: "check power, cable and the device's IP address",
        cause: error.symbol)
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
    case .askModemLines(let token):
      delivery?.later(.controlled(token, .failed("there are no modem lines")))
    case .cancelSends:
      stream.cancelSends()
    case .datagram(let bytes, let port):
      send(bytes, toPort: port)
    case .modemLines, .hold:
      break
    }
  }

  private func send(_ bytes: [UInt8], toPort port: UInt16) {
    guard let peer else { return }
    do throws(SystemError) {
      let datagram: DatagramPort
      if let known = datagrams[port] {
        datagram = known
      } else {
        datagram = try DatagramPort(peer, port: port) { [weak self] in
          self?.delivery?.now(.datagram($0, port: port))
        }
        datagrams[port] = datagram
      }
      datagram.send(bytes)
    } catch {
      // As if it had been lost on its way.
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
    case .resolving:
      deadline?.cancel()
      state = .closed
      delivery?.later(.closed(.requested))
    case .connecting(let descriptor, let watch, _, _):
      deadline?.cancel()
      watch.cancel()
      shut(descriptor, .requested)
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
    for port in datagrams.values { port.close() }
    datagrams = [:]
    peer = nil
    SharedDescriptor.close(descriptor) {
      self.state = .closed
      self.delivery?.now(.closed(reason))
    }
  }
}
