import Drivers
import Glibc
import PosModel
import Simulator

/// One mode's driver, and what a scanner in that mode sends it: first recorded in a dialogue of both, then played to a driver
/// that is as new as the first one was, so that what is measured is the driver alone.
struct ScanRun {
  /// What came in, and when; a scan's last input is where it must be complete.
  struct Step {
    let input: DriverInput
    let time: Instant
    /// The number of the scan that has now been sent whole.
    var ends: Int?
  }

  let name: String
  /// From the opening of the link to the first scan.
  private(set) var opening: [Step] = []
  private(set) var steps: [Step] = []
  private(set) var reports = 0
  /// What was shown to the scanner.
  private(set) var codes: [[UInt8]] = []

  private let fresh: any Driver
  private var driver: any Driver
  private var model: ScannerModel
  private var now = Instant(nanoseconds: 1_000_000_000)
  private var timers: [DriverTimer: Instant] = [:]
  private var isOpen = false

  init(_ name: String, _ driver: any Driver, _ model: ScannerModel, descriptor: [UInt8] = []) {
    self.name = name
    fresh = driver
    self.driver = driver
    self.model = model
    feed(.link(.opened(LinkDescription(reportDescriptor: descriptor))))
    // A keyboard counts as open when it has been quiet; others wait for their scanner to wake.
    pass(.seconds(1))
    isOpen = true
  }

  // MARK: Recording

  /// Lets the scanner read a code, a report a millisecond.
  mutating func record(_ code: [UInt8]) throws {
    codes.append(code)
    if model.converses {
      try model.show(code)
      while let packet = model.nextPacket() { report(packet) }
    } else {
      for packet in try model.packets(for: code) { report(packet) }
    }
    steps[steps.count - 1].ends = codes.count - 1
  }

  private mutating func report(_ packet: [UInt8]) {
    pass(.milliseconds(1))
    reports += 1
    feed(.link(.received(packet)))
  }

  private mutating func feed(_ input: DriverInput) {
    let step = Step(input: input, time: now)
    if isOpen { steps.append(step) } else { opening.append(step) }
    for action in driver.handle(input, now: now) {
      switch action {
      case .setTimer(let timer, let due): timers[timer] = due
      case .cancelTimer(let timer): timers[timer] = nil
      case .request(.send(let token, let bytes, _)):
        model.receive(bytes)
        feed(.link(.sent(token, transferred: bytes.count, .complete)))
        answer()
      case .request(.control(let token, let request)):
        let data = model.control(request)
        feed(.link(.controlled(token, data.map { .data($0) } ?? .stalled)))
        answer()
      default: break
      }
    }
  }

  /// What the scanner answers to commands, as far as it is not a scan.
  private mutating func answer() {
    while let reply = model.readReply() { feed(.link(.received(reply))) }
    guard !isOpen else { return }
    while let packet = model.nextPacket() { feed(.link(.received(packet))) }
  }

  private mutating func pass(_ duration: Duration) {
    let end = now + duration
    while let (timer, due) = timers.min(by: { $0.value < $1.value }), due <= end {
      timers[timer] = nil
      now = max(now, due)
      feed(.timer(timer))
    }
    now = end
  }

  // MARK: Playing

  /// A driver that has seen the link open.
  func opened() -> any Driver {
    var driver = fresh
    for step in opening { _ = driver.handle(step.input, now: step.time) }
    return driver
  }
}
