import CLinux
import Glibc
import PosModel
import Reactor

/// A hidraw node: reports in and out, shared with the kernel's HID driver.
@ReactorActor
package final class HidrawTransport: Transport {
  package nonisolated let description: TransportDescription

  struct Link {
    var descriptor: SharedDescriptor
    var watch: Watch
    var usesIDs: Bool
    var queue = SendQueue()
    /// A worker writes the first send.
    var isWriting = false
    /// Control transfers that the device has not answered.
    var controls: Set<LinkToken> = []
  }

  enum State {
    case closed
    case opening(closes: Bool)
    case open(Link)
    case closing
  }

  private let path: String
  var state = State.closed
  private(set) var delivery: LinkDelivery?
  private(set) var epoch = 0
  private lazy var stall = StallTimer { [weak self] in self?.sendStalled() }

  /// HID_MAX_BUFFER_SIZE of the kernel is 16 KiB; 64 reports are what it keeps.
  private static let reportLimit = 16 * 1024
  private static let reportsPerTurn = 64
  private static let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: reportLimit, alignment: 16)

  package init(_ device: DiscoveredDevice, path: String) {
    self.path = path
    description = TransportDescription(kind: .hidraw, port: device.port, path: path)
  }

  private struct Opening: Sendable {
    var descriptor: SharedDescriptor
    var reportDescriptor: [UInt8]
  }

  package func open(_ deliver: @escaping @ReactorActor (LinkEvent, Instant) -> Void) {
    guard case .closed = state else { return }
    let delivery = LinkDelivery(deliver)
    self.delivery = delivery
    state = .opening(closes: false)
    let path = path
    do throws(SystemError) {
      try BlockingCall.start("hidraw-open") { () -> Result<Opening, PosError> in
        do throws(PosError) {
          return .success(try Self.openNode(path))
        } catch {
          return .failure(error)
        }
      } _: {
        self.opened($0)
      }
    } catch {
      state = .closed
      delivery.later(.closed(.failed(PosError(.failure, "no thread to open the device", cause: "\(error)"))))
    }
  }

  private nonisolated static func openNode(_ path: String) throws(PosError) -> Opening {
    do throws(SystemError) {
      let descriptor = OwnedDescriptor(
        try syscall("open") { Glibc.open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC) })
      // Any number of programs may open the node; among posds the lock decides.
      do throws(SystemError) {
        _ = try syscall("flock") { flock(descriptor.raw, LOCK_EX | LOCK_NB) }
      } catch {
        throw error.errno == EWOULDBLOCK ? SystemError(errno: EBUSY, call: "flock") : error
      }
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = try syscall("ioctl HIDIOCGRDESC") { posd_hidraw_descriptor(descriptor.raw, &bytes) }
      return Opening(descriptor: SharedDescriptor(descriptor), reportDescriptor: Array(bytes.prefix(Int(count))))
    } catch {
      throw OpenFailure.error(error, opening: path)
    }
  }

  private func opened(_ result: Result<Opening, PosError>) {
    guard let delivery, case .opening(let closes) = state else { return }
    switch result {
    case .failure(let error):
      state = .closed
      delivery.now(.closed(closes ? .requested : .failed(error)))
    case .success(let opening):
      if closes { return shut(opening.descriptor, .requested) }
      do throws(SystemError) {
        // Nothing is watched until the owner knows of the opening.
        let watch = try Reactor.shared.watch(opening.descriptor.raw, []) { [weak self] in self?.ready($0) }
        let shape = HIDReportShape(opening.reportDescriptor)
        state = .open(Link(descriptor: opening.descriptor, watch: watch, usesIDs: shape.usesIDs))
        epoch += 1
        delivery.now(.opened(LinkDescription(reportDescriptor: opening.reportDescriptor, epoch: epoch)))
        if case .open = state { watch.interest = .read }
      } catch {
        shut(opening.descriptor, .failed(OpenFailure.error(error, opening: path)))
      }
    }
  }

  // MARK: Reports

  private func ready(_ readiness: Readiness) {
    for _ in 0..<Self.reportsPerTurn {
      guard case .open(let link) = state else { return }
      let time = Reactor.now
      do throws(SystemError) {
        let buffer = Self.buffer
        let count = try syscall("read") { read(link.descriptor.raw, buffer.baseAddress, buffer.count) }
        if count == 0 { return end(.disconnected) }
        delivery?.now(.received(Array(buffer[..<count])), at: time)
      } catch {
        if error.errno != EAGAIN || !readiness.isDisjoint(with: [.hangup, .error]) { end(.disconnected) }
        return
      }
    }
  }

  // MARK: Requests

  package func perform(_ request: LinkRequest) {
    guard case .open(var link) = state else {
      delivery?.refuse(request)
      return
    }
    switch request {
    case .send(let token, let bytes, let stallTimeout):
      if let answer = link.queue.append(token, bytes, stallTimeout: stallTimeout) {
        delivery?.later(answer)
      }
      state = .open(link)
      writeNext()
    case .control(let token, let request):
      control(token, request)
    case .askModemLines(let token):
      delivery?.later(.controlled(token, .failed("there are no modem lines")))
    case .cancelSends:
      stall.stop()
      delivery?.later(link.queue.endAll(.cancelled))
      state = .open(link)
    case .modemLines, .datagram, .hold:
      break
    }
  }

  /// A write waits for the device up to 5 s, O_NONBLOCK or not, so a worker does it.
  private func writeNext() {
    guard case .open(var link) = state, !link.isWriting, let send = link.queue.first else { return }
    link.isWriting = true
    state = .open(link)
    stall.start(send.stallTimeout)
    // The kernel wants the id first always: zero where the device uses none (hidraw(4)).
    let bytes = link.usesIDs ? send.bytes : [0] + send.bytes
    let (descriptor, epoch) = (link.descriptor, epoch)
    do throws(SystemError) {
      try BlockingCall.start("hidraw-write") { () -> SystemError? in
        do throws(SystemError) {
          _ = try syscall("write") { write(descriptor.raw, bytes, bytes.count) }
          return nil
        } catch {
          return error
        }
      } _: { [weak self] in
        self?.written(send.token, $0, epoch: epoch)
      }
    } catch {
      written(send.token, error, epoch: epoch)
    }
  }

  private func written(_ token: LinkToken, _ error: SystemError?, epoch: Int) {
    guard case .open(var link) = state, epoch == self.epoch else { return }
    link.isWriting = false
    var answers: [LinkEvent] = []
    // Otherwise it was cancelled or has timed out meanwhile.
    if let first = link.queue.first, first.token == token {
      stall.stop()
      switch error?.errno {
      case nil: answers = link.queue.advance(first.bytes.count)
      case EPIPE: answers = link.queue.endFirst(.stalled)
      case ETIMEDOUT: answers = link.queue.endFirst(.timedOut)
      case ENODEV, ESHUTDOWN: answers = link.queue.endFirst(.disconnected)
      default: answers = link.queue.endFirst(.failed(error?.symbol ?? ""))
      }
    }
    state = .open(link)
    delivery?.now(answers)
    writeNext()
  }

  private func sendStalled() {
    guard case .open(var link) = state else { return }
    let answers = link.queue.endFirst(.timedOut)
    state = .open(link)
    delivery?.now(answers)
  }

  package func recover(_ step: RecoveryStep) {
    guard case .open = state else { return }
    switch step {
    case .clearHalt:
      // The kernel's HID driver clears halts itself.
      delivery?.later(.recovered)
    case .reset:
      close()
    }
  }

  // MARK: Closing

  package func close() {
    switch state {
    case .closed, .closing: break
    case .opening: state = .opening(closes: true)
    case .open: end(.requested)
    }
  }

  private func end(_ reason: CloseReason) {
    guard case .open(var link) = state else { return }
    stall.stop()
    link.watch.cancel()
    let outcome: SendOutcome = reason == .requested ? .cancelled : .disconnected
    delivery?.later(link.queue.endAll(outcome))
    for token in link.controls { delivery?.later(.controlled(token, .disconnected)) }
    shut(link.descriptor, reason)
  }

  private func shut(_ descriptor: SharedDescriptor, _ reason: CloseReason) {
    state = .closing
    SharedDescriptor.close(descriptor) {
      self.state = .closed
      self.delivery?.now(.closed(reason))
    }
  }
}
