import CLinux
import Glibc
import PosModel
import Reactor

/// An event node of a keyboard, grabbed so that no other program sees its keys.
@ReactorActor
package final class EvdevTransport: Transport {
  package nonisolated let description: TransportDescription

  private struct Link {
    var descriptor: SharedDescriptor
    var watch: Watch
    /// Whether event times are on the reactor's clock.
    var hasBootTime: Bool
    var decoder = EvdevDecoder()
  }

  private enum State {
    case closed
    case opening(closes: Bool)
    /// Waits until no key is down: other programs would keep a grabbed key pressed for ever.
    case waiting(EvdevOpening, ReactorTimer)
    case open(Link)
    case closing
  }

  private let path: String
  private var state = State.closed
  private var delivery: LinkDelivery?
  private var epoch = 0

  private static let keysUpTime = Duration.seconds(2)
  private static let keysUpInterval = Duration.milliseconds(20)
  /// The kernel keeps 64 events of a keyboard; a few more come while they are read.
  private static let readsPerTurn = 8
  private static let buffer = UnsafeMutableRawBufferPointer.allocate(
    byteCount: 64 * EvdevDecoder.eventSize, alignment: 16)

  package init(path: String) {
    self.path = path
    description = TransportDescription(kind: .evdev, path: path)
  }

  package func open(_ deliver: @escaping @ReactorActor (LinkEvent, Instant) -> Void) {
    guard case .closed = state else { return }
    let delivery = LinkDelivery(deliver)
    self.delivery = delivery
    state = .opening(closes: false)
    let path = path
    do throws(SystemError) {
      try EvdevOpening.start("evdev-open", path: path) { self.opened($0) }
    } catch {
      state = .closed
      delivery.later(.closed(.failed(PosError(.failure, "no thread to open the device", cause: "\(error)"))))
    }
  }

  private func opened(_ result: Result<EvdevOpening, PosError>) {
    guard let delivery, case .opening(let closes) = state else { return }
    switch result {
    case .failure(let error):
      state = .closed
      delivery.now(.closed(closes ? .requested : .failed(error)))
    case .success(let opening):
      if closes { return shut(opening.descriptor, .requested) }
      waitForKeysUp(opening, until: Reactor.now + Self.keysUpTime)
    }
  }

  // MARK: Grabbing

  private func waitForKeysUp(_ opening: EvdevOpening, until deadline: Instant) {
    // KEY_MAX is 0x2FF.
    var bits = [UInt8](repeating: 0, count: 96)
    let count = posd_evdev_keys_down(opening.descriptor.raw, &bits, bits.count)
    if count < 0 {
      return shut(opening.descriptor, .failed(PosError(.illegal, "\(path) is no input device")))
    }
    if bits.allSatisfy({ $0 == 0 }) { return grab(opening) }
    if Reactor.now >= deadline {
      let error = PosError(
        .busy, "a key of \(path) is held down", remedy: "release the key, or unplug the device and plug it in again")
      return shut(opening.descriptor, .failed(error))
    }
    let timer = Reactor.shared.schedule(after: Self.keysUpInterval) { [weak self] in
      self?.waitForKeysUp(opening, until: deadline)
    }
    state = .waiting(opening, timer)
  }

  private func grab(_ opening: EvdevOpening) {
    do throws(SystemError) {
      _ = try syscall("ioctl EVIOCGRAB") { posd_evdev_grab(opening.descriptor.raw, 1) }
      // What was typed before went to everybody.
      while try readEvents(opening.descriptor) != nil {}
      let watch = try Reactor.shared.watch(opening.descriptor.raw, []) { [weak self] in self?.ready($0) }
      state = .open(Link(descriptor: opening.descriptor, watch: watch, hasBootTime: opening.hasBootTime))
      epoch += 1
      delivery?.now(.opened(LinkDescription(epoch: epoch)))
      if case .open = state { watch.interest = .read }
    } catch {
      refuse(opening, error)
    }
  }

  /// Says who has the device; finding that out is a worker's work.
  private func refuse(_ opening: EvdevOpening, _ error: SystemError) {
    state = .closing
    let path = path
    do throws(SystemError) {
      try BlockingCall.start("evdev-holder") {
        OpenFailure.error(error, opening: path)
      } _: {
        self.shut(opening.descriptor, .failed($0))
      }
    } catch {
      shut(opening.descriptor, .failed(PosError(.busy, "\(path) is held by another program")))
    }
  }

  // MARK: Keys

  /// nil: nothing more for now.
  private func readEvents(_ descriptor: SharedDescriptor) throws(SystemError) -> UnsafeRawBufferPointer? {
    let buffer = Self.buffer
    do throws(SystemError) {
      let count = try syscall("read") { read(descriptor.raw, buffer.baseAddress, buffer.count) }
      return UnsafeRawBufferPointer(rebasing: buffer[..<count])
    } catch {
      if error.errno == EAGAIN { return nil }
      throw error
    }
  }

  private func ready(_ readiness: Readiness) {
    for _ in 0..<Self.readsPerTurn {
      guard case .open(var link) = state else { return }
      do throws(SystemError) {
        guard let bytes = try readEvents(link.descriptor) else {
          if !readiness.isDisjoint(with: [.hangup, .error]) { end(.disconnected) }
          return
        }
        if bytes.isEmpty { return end(.disconnected) }
        let outputs = link.decoder.decode(bytes)
        let hasBootTime = link.hasBootTime
        state = .open(link)
        let now = Reactor.now
        for output in outputs {
          switch output {
          case .key(let key, let time): delivery?.now(.key(key), at: hasBootTime ? min(time, now) : now)
          case .overflow(let time):
            delivery?.now(.inputLost(.kernelOverflow), at: hasBootTime ? min(time, now) : now)
          }
        }
      } catch {
        // ENODEV: unplugged.
        return end(.disconnected)
      }
    }
  }

  // MARK: Requests

  package func perform(_ request: LinkRequest) {
    guard case .open = state else {
      delivery?.refuse(request)
      return
    }
    switch request {
    case .send(let token, _, _):
      delivery?.later(.sent(token, transferred: 0, .failed("an input device takes nothing")))
    case .control(let token, _):
      delivery?.later(.controlled(token, .failed("an input device has no control transfers")))
    case .askModemLines(let token):
      delivery?.later(.controlled(token, .failed("there are no modem lines")))
    case .cancelSends, .modemLines, .datagram, .hold:
      break
    }
  }

  package func recover(_ step: RecoveryStep) {
    guard case .open = state else { return }
    switch step {
    case .clearHalt: delivery?.later(.recovered)
    case .reset: close()
    }
  }

  // MARK: Closing

  package func close() {
    switch state {
    case .closed, .closing: break
    case .opening: state = .opening(closes: true)
    case .waiting(let opening, let timer):
      timer.cancel()
      shut(opening.descriptor, .requested)
    case .open: end(.requested)
    }
  }

  private func end(_ reason: CloseReason) {
    guard case .open(let link) = state else { return }
    link.watch.cancel()
    shut(link.descriptor, reason)
  }

  /// Closing ends the grab.
  private func shut(_ descriptor: SharedDescriptor, _ reason: CloseReason) {
    state = .closing
    SharedDescriptor.close(descriptor) {
      self.state = .closed
      self.delivery?.now(.closed(reason))
    }
  }
}
