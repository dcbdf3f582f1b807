import Drivers
import PosModel

/// A scanner driver on a bench: timers go off when the test lets time pass, and what comes out is kept by kind.
struct ScannerBench<D: Driver> {
  var driver: D
  var now = Instant(nanoseconds: 1_000_000_000)
  var timers: [DriverTimer: Instant] = [:]
  var scans: [String] = []
  var codes: [ScannedCode] = []
  var losses: [ScanLoss] = []
  var replies: [CommandID: [Result<DriverReply, PosError>]] = [:]
  var requests: [LinkRequest] = []
  var counts: [String: Int] = [:]
  var faults: [PosError] = []
  var capabilities: [String: Capability] = [:]
  var logs: [String] = []
  var isReady = false
  private var commands: UInt64 = 100

  init(_ settings: DriverSettings = DriverSettings(), descriptor: [UInt8] = [], opened: Bool = true) throws {
    driver = try D(settings)
    if opened {
      feed(.link(.opened(LinkDescription(reportDescriptor: descriptor, interface: 1))))
      pass(.milliseconds(200))
    }
  }

  mutating func feed(_ input: DriverInput) {
    for action in driver.handle(input, now: now) {
      switch action {
      case .setTimer(let timer, let instant): timers[timer] = instant
      case .cancelTimer(let timer): timers[timer] = nil
      case .emit(.scan(let code)):
        codes.append(code)
        scans.append(String(decoding: code.raw, as: UTF8.self))
      case .emit(.scanLost(let loss)): losses.append(loss)
      case .reply(let id, let result): replies[id, default: []].append(result)
      case .request(let request): requests.append(request)
      case .count(let name, let by): counts[name, default: 0] += by
      case .fault(let error): faults.append(error)
      case .capability(let name, let value): capabilities[name] = value
      case .log(_, let text): logs.append(text)
      case .ready: isReady = true
      default: break
      }
    }
    if case .link(.closed) = input { timers = [:] }
  }

  mutating func receive(_ bytes: [UInt8]) { feed(.link(.received(bytes))) }

  mutating func receive(_ text: String) { receive(Array(text.utf8)) }

  mutating func pass(_ duration: Duration) {
    let end = now + duration
    while let (timer, due) = timers.min(by: { $0.value < $1.value }), due <= end {
      timers[timer] = nil
      now = max(now, due)
      feed(.timer(timer))
    }
    now = end
  }

  /// One report each 8 ms, as a keyboard sends them.
  mutating func type(_ reports: some Sequence<[UInt8]>) {
    for report in reports {
      receive(report)
      pass(.milliseconds(8))
    }
  }

  /// Types lower-case letters, digits and `\n` (Enter).
  mutating func type(_ text: String) {
    for character in text.utf8 {
      receive([0, 0, Self.usage(character), 0, 0, 0, 0, 0])
      pass(.milliseconds(8))
      receive([UInt8](repeating: 0, count: 8))
      pass(.milliseconds(8))
    }
  }

  static func usage(_ character: UInt8) -> UInt8 {
    switch character {
    case 0x61...0x7A: character - 0x61 + 0x04
    case 0x31...0x39: character - 0x31 + 0x1E
    case 0x30: 0x27
    case 0x09: 0x2B
    default: 0x28
    }
  }

  @discardableResult
  mutating func command(_ command: DriverCommand) -> CommandID {
    commands += 1
    let id = CommandID(commands)
    feed(.command(id, command))
    return id
  }
}

extension LinkRequest {
  /// The bytes that go to the device.
  var bytes: [UInt8]? {
    switch self {
    case .send(_, let bytes, _): bytes
    case .control(_, let request): request.data
    default: nil
    }
  }
}
