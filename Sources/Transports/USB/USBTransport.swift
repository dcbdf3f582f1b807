import PosModel
import Reactor

/// One interface of a USB device, taken from the kernel by detach and claim.
@ReactorActor
package final class USBTransport: Transport {
  package nonisolated let description: TransportDescription

  private enum State {
    case closed
    /// A worker opens; what is asked meanwhile is a close at most.
    case opening(closes: Bool)
    case open(USBSession)
  }

  private let device: DiscoveredDevice
  private let interface: Int
  private let options: TransportOptions
  private var state = State.closed
  private var delivery: LinkDelivery?
  private var epoch = 0
  /// A kernel driver was detached and not attached again, in this opening or one before.
  private var owesDriver = false

  package init(_ device: DiscoveredDevice, interface: Int, options: TransportOptions) {
    self.device = device
    self.interface = interface
    self.options = options
    func hex(_ number: UInt16) -> String {
      let digits = String(number, radix: 16)
      return String(repeating: "0", count: 4 - digits.count) + digits
    }
    description = TransportDescription(
      kind: .usb, vid: hex(device.vendorID), pid: hex(device.productID), port: device.port)
  }

  package func open(_ deliver: @escaping @ReactorActor (LinkEvent, Instant) -> Void) {
    guard case .closed = state else { return }
    let delivery = LinkDelivery(deliver)
    self.delivery = delivery
    state = .opening(closes: false)
    let (device, interface, options) = (device, interface, options)
    do throws(SystemError) {
      try BlockingCall.start("usb-open") { () -> Result<USBClaim, PosError> in
        do throws(PosError) {
          return .success(try USBClaim.open(device, interface: interface, options: options))
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

  private func opened(_ result: Result<USBClaim, PosError>) {
    guard let delivery, case .opening(let closes) = state else { return }
    switch result {
    case .failure(let error):
      state = .closed
      delivery.now(.closed(closes ? .requested : .failed(error)))
    case .success(let claim):
      epoch += 1
      if claim.detachedDriver { owesDriver = true }
      let session = USBSession(claim, delivery) { reattached in
        if reattached { self.owesDriver = false }
        self.state = .closed
      }
      state = .open(session)
      if closes { return close() }
      delivery.now(
        .opened(
          LinkDescription(
            reportDescriptor: claim.reportDescriptor, interface: interface, canReceive: claim.path.input != nil,
            epoch: epoch)))
      if !session.isEnding { session.start() }
    }
  }

  package func perform(_ request: LinkRequest) {
    guard case .open(let session) = state else {
      delivery?.refuse(request)
      return
    }
    switch request {
    case .send(let token, let bytes, let stallTimeout):
      session.send(token, bytes, stallTimeout: stallTimeout)
    case .control(let token, let request):
      session.control(token, request)
    case .askModemLines(let token):
      delivery?.later(.controlled(token, .failed("there are no modem lines")))
    case .cancelSends:
      session.cancelSends()
    case .modemLines, .datagram, .hold:
      break
    }
  }

  package func recover(_ step: RecoveryStep) {
    guard case .open(let session) = state else { return }
    switch step {
    case .clearHalt: session.clearHalts()
    case .reset: session.end(.requested, resets: true)
    }
  }

  package func close() {
    switch state {
    case .closed: break
    case .opening: state = .opening(closes: true)
    case .open(let session):
      let reattaches = owesDriver && !options.leaveUnbound && !options.quirks.contains("no-reattach")
      session.end(.requested, reattaches: reattaches)
    }
  }
}
