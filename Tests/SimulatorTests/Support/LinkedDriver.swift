import Drivers
import PosModel
import PosTesting
import Reactor
import Transports

/// A real driver on a transport, without a device manager: carries out its actions and keeps what it says.
@ReactorActor
final class LinkedDriver {
  let replies = Recorder<Result<DriverReply, PosError>>()
  let events = Recorder<DeviceEvent>()
  let states = Recorder<String>()

  private var driver: any Driver
  private let transport: any Transport
  private var timers: [DriverTimer: ReactorTimer] = [:]
  private var commands: UInt64 = 0

  init(_ driver: any Driver, on transport: any Transport) {
    self.driver = driver
    self.transport = transport
  }

  func open() {
    transport.open { [weak self] event, time in
      guard let self else { return }
      if case .closed = event { states.record("closed") }
      handle(.link(event), time)
    }
  }

  func close() {
    for timer in timers.values { timer.cancel() }
    transport.close()
  }

  func perform(_ command: DriverCommand) {
    commands += 1
    handle(.command(CommandID(commands), command), Reactor.now)
  }

  /// The outcome of a print command, when it is there.
  func outcome() async throws -> PrintOutcome? {
    let replies = try await replies.wait(count: 1, within: .seconds(60))
    guard case .success(.printed(let outcome)) = replies.last else { return nil }
    return outcome
  }

  private func handle(_ input: DriverInput, _ now: Instant) {
    for action in driver.handle(input, now: now) {
      switch action {
      case .request(let request): transport.perform(request)
      case .setTimer(let timer, let instant):
        timers[timer]?.cancel()
        timers[timer] = Reactor.shared.schedule(at: instant) { [weak self] in
          self?.handle(.timer(timer), Reactor.now)
        }
      case .cancelTimer(let timer): timers.removeValue(forKey: timer)?.cancel()
      case .emit(let event): events.record(event)
      case .reply(_, let result): replies.record(result)
      case .ready: states.record("ready")
      case .fault: states.record("fault")
      case .recover: transport.recover(.clearHalt)
      case .healthy: states.record("healthy")
      case .count, .capability, .log: break
      }
    }
  }
}

/// Knows no system: every address that is not simulated is refused.
@ReactorActor
final class NoSystem: TransportProvider {
  func makeTransport(to address: TransportAddress, options: TransportOptions) throws(PosError) -> any Transport {
    throw PosError(.unsupported, "no system here")
  }
}
