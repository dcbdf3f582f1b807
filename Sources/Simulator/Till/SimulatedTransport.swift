import PosModel
import Reactor
import Transports

/// The link to a simulated USB device: the same events in the same order as from a real one.
@ReactorActor
final class SimulatedTransport: Transport {
  nonisolated let description: TransportDescription

  private let port: SimulatedUSBPort
  let interface: Int
  private var deliver: (@ReactorActor (LinkEvent, Instant) -> Void)?
  private var isOpen = false
  private var epoch = 0
  private var events: [(LinkEvent, Instant)] = []
  private var sends: [Send] = []
  private var timer: ReactorTimer?

  private struct Send {
    var token: LinkToken
    var bytes: ArraySlice<UInt8>
    var stallTimeout: Duration?
    var transferred = 0
    var deadline: Instant?
  }

  private static let longestSends = 256

  init(_ port: SimulatedUSBPort, interface: Int) {
    self.port = port
    self.interface = interface
    description = TransportDescription(
      kind: .simulated, vid: Self.hex(port.usb.vendorID), pid: Self.hex(port.usb.productID), port: port.path)
  }

  private static func hex(_ number: UInt16) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }

  func open(_ deliver: @escaping @ReactorActor (LinkEvent, Instant) -> Void) {
    guard self.deliver == nil else { return }
    self.deliver = deliver
    guard port.isPlugged else {
      return end(.failed(PosError(.noHardware, "\(port.name) is unplugged", remedy: "plug it in: simulator.plug")))
    }
    guard port.claim(self) else {
      return end(.failed(PosError(.busy, "\(port.name) is open already", remedy: "close it first")))
    }
    isOpen = true
    epoch += 1
    let report = port.usb.interfaces.first { Int($0.number) == interface }?.reportDescriptor
    post(.opened(LinkDescription(reportDescriptor: report ?? [], interface: interface, epoch: epoch)))
  }

  func perform(_ request: LinkRequest) {
    switch request {
    case .send(let token, let bytes, let stallTimeout):
      guard isOpen else { return post(.sent(token, transferred: 0, .disconnected)) }
      guard sends.count < Self.longestSends else {
        return post(.sent(token, transferred: 0, .failed("the send queue is full")))
      }
      sends.append(Send(token: token, bytes: bytes[...], stallTimeout: stallTimeout))
      pump()
    case .control(let token, let request):
      guard isOpen else { return post(.controlled(token, .disconnected)) }
      let answer = port.printer?.control(request) ?? port.scanner?.control(request)
      let isIn = request.requestType & 0x80 != 0
      post(.controlled(token, answer.map { .data(isIn ? Array($0.prefix(Int(request.length))) : []) } ?? .stalled))
      pump()
    case .askModemLines(let token):
      post(.controlled(token, .failed("there are no modem lines")))
    case .cancelSends:
      endSends(.cancelled)
    case .modemLines, .datagram, .hold:
      break
    }
  }

  func recover(_ step: RecoveryStep) {
    guard isOpen else { return }
    port.printer?.clearHalt()
    switch step {
    case .clearHalt:
      post(.recovered)
      pump()
    case .reset:
      disconnect()
    }
  }

  func close() {
    guard deliver != nil else { return }
    endSends(.cancelled)
    end(.requested)
  }

  // MARK: The device's side

  func receive(_ bytes: [UInt8]) {
    if isOpen { post(.received(bytes)) }
  }

  /// The cable is out, or the port was reset.
  func disconnect() {
    guard isOpen else { return }
    endSends(.disconnected)
    end(.disconnected)
  }

  /// Offers the device what waits for it, and fetches its answers.
  func pump() {
    guard isOpen else { return }
    timer?.cancel()
    timer = nil
    let now = Reactor.now
    port.printer?.advance(to: now)
    while let send = sends.first {
      let taken = offer(send.bytes, now)
      if port.printer?.isHalted == true {
        endFirst(.stalled)
        break
      }
      sends[0].bytes = send.bytes.dropFirst(taken)
      sends[0].transferred += taken
      if sends[0].bytes.isEmpty {
        let done = sends.removeFirst()
        post(.sent(done.token, transferred: done.transferred, .complete))
        continue
      }
      if taken > 0 || send.deadline == nil { sends[0].deadline = send.stallTimeout.map { now + $0 } }
      if let deadline = sends[0].deadline, deadline <= now {
        endFirst(.timedOut)
        break
      }
      wait(until: [port.printer?.nextEvent, sends[0].deadline].compactMap { $0 }.min())
      break
    }
    // The paper may still move when everything was taken.
    if sends.isEmpty { wait(until: port.printer?.nextEvent) }
    while let reply = port.printer?.readReply() { post(.received(reply)) }
    guard port.scanner?.reportInterface == interface else { return }
    while let reply = port.scanner?.readReply() { post(.received(reply)) }
    while let packet = port.scanner?.nextPacket() { post(.received(packet)) }
  }

  private func offer(_ bytes: ArraySlice<UInt8>, _ now: Instant) -> Int {
    if port.printer != nil { return port.printer?.write(bytes, now: now) ?? 0 }
    port.scanner?.receive(Array(bytes))
    if port.drawer != nil { port.takeReport(Array(bytes)) }
    return bytes.count
  }

  private func wait(until deadline: Instant?) {
    guard let deadline else { return }
    timer = Reactor.shared.schedule(at: deadline) { [weak self] in self?.pump() }
  }

  // MARK: Events

  /// The first send ends early; those behind it would leave a hole, so they are taken back.
  private func endFirst(_ outcome: SendOutcome) {
    guard !sends.isEmpty else { return }
    let first = sends.removeFirst()
    post(.sent(first.token, transferred: first.transferred, outcome))
    endSends(.cancelled)
  }

  private func endSends(_ outcome: SendOutcome) {
    timer?.cancel()
    timer = nil
    for send in sends { post(.sent(send.token, transferred: send.transferred, outcome)) }
    sends = []
  }

  private func end(_ reason: CloseReason) {
    isOpen = false
    port.release(self)
    post(.closed(reason))
  }

  /// Delivered in the next turn, in order, and never from within a call.
  private func post(_ event: LinkEvent) {
    guard deliver != nil else { return }
    events.append((event, Reactor.now))
    guard events.count == 1 else { return }
    Reactor.shared.post { self.flush() }
  }

  private func flush() {
    let due = events
    events = []
    for (event, time) in due {
      guard let deliver else { return }
      if case .closed = event { self.deliver = nil }
      deliver(event, time)
    }
  }
}
