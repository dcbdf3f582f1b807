import Daemon
import PosModel
import Reactor
import Transports

/// Devices that do what the test says.
@ReactorActor
final class FakeDevices: Devices {
  var descriptions: [DeviceDescription]
  weak var observer: (any DeviceObserver)?
  /// What each command is answered with; without an entry it is `.done`.
  var reply: (DriverCommand) -> Result<DriverReply, PosError> = { _ in .success(.done) }
  private(set) var commands: [DriverCommand] = []
  /// Devices for which print jobs wait.
  private(set) var expected: Set<String> = []
  /// Why the printer cannot print at the moment: its attempts wait, and nothing has left.
  var obstacle: PosError?
  /// The same for one printer, by its name.
  var obstacles: [String: PosError] = [:]
  /// Printers that hold on to attempts after bytes have left, by name: nothing comes back from them.
  var holding: Set<String> = []
  /// Printers that take no byte of what they hold on to, by name.
  var takingNothing: Set<String> = []
  /// Printers that do not begin when they are told to go, by name.
  var hesitating: Set<String> = []
  /// Attempts that were let go and are not answered, by job.
  private var held: [String: Attempt] = [:]
  /// Attempts that wait for the go.
  private var ready: [String: Attempt] = [:]

  private struct Attempt {
    let work: PrintWork
    let device: String
    let done: @ReactorActor (Result<DriverReply, PosError>) -> Void
  }

  var unownedKeyboards: [UnownedKeyboard] = []
  /// Those that are not on USB.
  var keyboardNodes: [KeyboardNode] = []
  /// Who listens to which node.
  private(set) var ears: [String: @ReactorActor (KeyHearing) -> Void] = [:]

  init(_ descriptions: [DeviceDescription]) {
    self.descriptions = descriptions
  }

  func find(_ idOrName: String) throws(PosError) -> DeviceDescription {
    guard let found = descriptions.first(where: { $0.id == idOrName || $0.name == idOrName }) else {
      throw PosError(.noSuchDevice, "There is no device \(idOrName)", remedy: "posd devices lists them all")
    }
    return found
  }

  func perform(
    _ command: DriverCommand, on id: String, _ done: @escaping @ReactorActor (Result<DriverReply, PosError>) -> Void
  ) {
    commands.append(command)
    switch command {
    case .print(let work) where work.needsGo || obstacle(of: id) != nil:
      ready[work.job] = Attempt(work: work, device: id, done: done)
      lookAgain()
    case .startPrint(let job):
      Reactor.shared.post { done(.success(.done)) }
      guard let waiting = ready[job], !hesitating.contains(name(of: waiting.device)) else { return }
      ready[job] = nil
      news(of: job, on: waiting.device, sent: 0, total: waiting.work.bytes.count, blocked: nil)
      started.append((waiting.device, waiting.work))
      if holding.contains(name(of: waiting.device)) {
        held[job] = waiting
        return
      }
      let result = reply(.print(waiting.work))
      Reactor.shared.post { waiting.done(result) }
    case .cancelPrint(let job):
      Reactor.shared.post { done(.success(.done)) }
      if let attempt = held.removeValue(forKey: job) {
        let gone = PosError(.failure, "given up")
        let outcome: PrintOutcome =
          takingNothing.contains(name(of: attempt.device)) ? .notStarted(gone) : .interrupted(gone, sent: 5)
        Reactor.shared.post { attempt.done(.success(.printed(outcome))) }
      }
      guard let waiting = ready.removeValue(forKey: job) else { return }
      let cancelled = PosError(.failure, "the job was cancelled")
      Reactor.shared.post { waiting.done(.success(.printed(.notStarted(cancelled)))) }
    default:
      let result = reply(command)
      Reactor.shared.post { done(result) }
    }
  }

  /// Tells for each attempt that waits whether it can go, as a driver does when the printer has said how it is.
  func lookAgain() {
    for (job, waiting) in ready {
      guard let device = descriptions.first(where: { $0.id == waiting.device }) else { continue }
      let total = waiting.work.bytes.count
      Reactor.shared.post { [self] in
        if let obstacle = obstacle(of: device.id) {
          observer?.device(
            device, did: .printProgress(job: job, sent: 0, total: total, blocked: obstacle), at: Reactor.now)
        } else {
          observer?.device(device, did: .printReady(job: job), at: Reactor.now)
        }
      }
    }
  }

  /// The attempts whose bytes have left, with the id of their printer.
  private(set) var started: [(device: String, work: PrintWork)] = []

  private func name(of id: String) -> String { descriptions.first { $0.id == id }?.name ?? id }
  private func obstacle(of id: String) -> PosError? { obstacle ?? obstacles[name(of: id)] }

  /// An attempt that is held ends as all do.
  func letGo(_ job: String) {
    guard let attempt = held.removeValue(forKey: job) else { return }
    let result = reply(.print(attempt.work))
    Reactor.shared.post { attempt.done(result) }
  }

  /// An attempt that is held waits for paper in the middle.
  func block(_ job: String, on name: String, _ error: PosError) throws {
    observer?.device(
      try find(name), did: .printProgress(job: job, sent: 5, total: 9, blocked: error), at: Reactor.now)
  }

  func findKeyboardNodes(_ found: @escaping @Sendable @ReactorActor ([KeyboardNode]) -> Void) { found(keyboardNodes) }

  func listen(
    toKeysAt path: String, _ hear: @escaping @ReactorActor (KeyHearing) -> Void
  ) -> (any KeyListening)? {
    ears[path] = hear
    return Ear { [weak self] in self?.ears[path] = nil }
  }

  private final class Ear: KeyListening {
    private let end: @ReactorActor () -> Void

    init(_ end: @escaping @ReactorActor () -> Void) { self.end = end }

    func stop() { end() }
  }

  func expectWork(_ expected: Bool, on id: String) {
    if expected { self.expected.insert(id) } else { self.expected.remove(id) }
  }

  func setClaimant(_ who: String?, of id: String) {
    guard let index = descriptions.firstIndex(where: { $0.id == id }) else { return }
    descriptions[index].claimedBy = who
  }

  /// A scan as a driver reports it.
  func scan(_ text: String, on name: String = "front", at: Instant = Reactor.now) throws {
    observer?.device(try find(name), did: .scan(ScannedCode(raw: Array(text.utf8), aim: "]C0")), at: at)
  }

  /// The configuration has lost it.
  func remove(_ name: String) throws {
    let device = try find(name)
    descriptions.removeAll { $0.id == device.id }
    observer?.deviceRemoved(device)
  }

  func setState(_ state: DeviceState, of name: String) throws {
    let id = try find(name).id
    for index in descriptions.indices where descriptions[index].id == id {
      descriptions[index].state = state
      observer?.deviceChanged(descriptions[index])
    }
  }

  static func scanner(_ serial: String = "18025B4D", name: String? = "front") -> DeviceDescription {
    DeviceDescription(
      id: "scanner-usb-0c2e-0b6a-\(serial)", name: name, class: .scanner, driver: "hidpos-scanner",
      unit: "usb-0c2e:0b6a-\(serial)", vendor: "Honeywell", model: "Voyager 1400g", serial: serial,
      transport: TransportDescription(kind: .usb, vid: "0c2e", pid: "0b6a", port: "1-1.3"), state: .ready,
      capabilities: ["aim": .flag(true)], statistics: ["scans": 3])
  }

  static func printer(name: String? = "hot") -> DeviceDescription {
    DeviceDescription(
      id: "printer-tcp-192.0.2.10", name: name, class: .posPrinter, driver: "escpos", unit: "tcp-192.0.2.10",
      vendor: nil, model: nil, serial: nil, transport: TransportDescription(kind: .tcp, address: "192.0.2.10:9100"),
      state: .faulted,
      reason: DeviceReason(PosError(.offline, "192.0.2.10 does not answer", remedy: "Switch it on")))
  }
}
