import Drivers
import PosModel

/// Plays bytes as a script of links, reports, keys, pauses and commands to a scanner driver, and traps when it breaks a promise.
package enum ScannerFuzz {
  /// The first byte is the report descriptor's length in units of four bytes, the descriptor follows, then the script.
  package static func drive(_ scanner: consuming some Driver, _ input: [UInt8]) {
    guard let first = input.first else { return }
    let split = min(1 + Int(first) * 4, input.count)
    var bench = Bench(driver: scanner, descriptor: Array(input[1..<split]), script: input[split...])
    bench.run()
  }
}

/// The driver with its clock, timers and open questions.
private struct Bench<D: Driver> {
  var driver: D
  let descriptor: [UInt8]
  var script: ArraySlice<UInt8>
  var now = Instant(nanoseconds: 1)
  var timers: [DriverTimer: Instant] = [:]
  var sends: [LinkRequest] = []
  var asked: Set<CommandID> = []
  var nextCommand: UInt64 = 1

  mutating func next() -> UInt8 { script.popFirst() ?? 0 }

  mutating func take(_ count: Int) -> [UInt8] {
    let bytes = Array(script.prefix(count))
    script = script.dropFirst(count)
    return bytes
  }

  mutating func run() {
    open()
    while let step = script.popFirst() {
      switch step & 0x0F {
      case 0...6: feed(.link(.received(take(Int(next())))))
      case 7:
        let phases: [KeyTransition.Phase] = [.up, .down, .repeating]
        feed(.link(.key(KeyTransition(usage: UInt16(next()), phase: phases[Int(step >> 4) % 3]))))
      case 8: pass(.milliseconds(Int(next())))
      case 9: pass(.milliseconds(Int(next()) * 8))
      case 10:
        let losses: [InputLoss] = [.kernelOverflow, .queueOverflow, .failedRead]
        feed(.link(.inputLost(losses[Int(step >> 4) % 3])))
      case 11:
        feed(.link(.closed(.disconnected)))
        precondition(asked.isEmpty, "a command was not answered when the link closed")
        open()
      case 12, 13: command(step >> 4)
      default: answer(step >> 4)
      }
    }
    feed(.link(.closed(.requested)))
    precondition(asked.isEmpty, "a command was not answered at the end")
  }

  private mutating func open() {
    sends = []
    feed(.link(.opened(LinkDescription(reportDescriptor: descriptor))))
  }

  private mutating func command(_ kind: UInt8) {
    let id = CommandID(nextCommand)
    nextCommand += 1
    asked.insert(id)
    let command: DriverCommand =
      switch kind % 10 {
      case 0: .enableScanning(false)
      case 1, 2: .enableScanning(true)
      case 3: .check(external: true)
      case 4: .directIO(take(Int(next())))
      case 5: .beep(good: true)
      case 6: .beep(good: false)
      case 7: .trigger(true)
      case 8: .trigger(false)
      default: .printerStatus
      }
    feed(.command(id, command))
  }

  private mutating func answer(_ kind: UInt8) {
    guard !sends.isEmpty else { return }
    switch sends.removeFirst() {
    case .send(let token, let bytes, _):
      feed(.link(.sent(token, transferred: bytes.count, kind & 1 == 0 ? .complete : .stalled)))
    case .control(let token, _): feed(.link(.controlled(token, kind & 1 == 0 ? .data([]) : .stalled)))
    case .cancelSends, .modemLines, .askModemLines, .datagram, .hold: break
    }
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

  private mutating func feed(_ input: DriverInput) {
    for action in driver.handle(input, now: now) {
      switch action {
      case .setTimer(let timer, let instant):
        precondition(instant > now, "a timer is due at once and could go round for ever")
        timers[timer] = instant
      case .cancelTimer(let timer): timers[timer] = nil
      case .request(let request): sends.append(request)
      case .reply(let id, _): precondition(asked.remove(id) != nil, "a command was answered twice")
      case .emit(.scan(let code)):
        precondition(!code.raw.isEmpty && code.raw.count <= 8192 + 2, "a scan is empty or without bound")
      default: break
      }
    }
  }
}
