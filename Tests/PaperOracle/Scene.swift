import Glibc
import PosClient
import PosModel
import PosProtocol
import Reactor

/// A daemon with its folder and its printers, and what was sent to them.
@ReactorActor
final class Scene {
  /// What the client has asked for, whether it had an answer or not.
  struct Wish {
    let ticket: Ticket
    let printer: Int
    let policy: PrintPolicy
    /// The id that the daemon gave it.
    var job: String?
  }

  let printers: [OraclePrinter]
  private(set) var wishes: [Wish] = []
  private(set) var daemon: DaemonProcess?
  private(set) var starts = 0
  private let program: String
  private let folder: String
  private var client: PosClient?
  private var logs: [UInt8] = []

  /// The printers are named p0, p1, …; `config` follows them in `posd.toml`.
  init(_ program: String, _ kinds: [PrinterKind], config more: String = "") throws {
    self.program = program
    var template = Array("/dev/shm/paper-oracle-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw NotInTime(description: "no folder") }
    folder = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    printers = try kinds.map { try OraclePrinter($0) }
    var config = ""
    for (index, printer) in printers.enumerated() {
      config +=
        "[[device]]\nname = \"p\(index)\"\nclass = \"posPrinter\"\ntransport = \"tcp://127.0.0.1:\(printer.port)\"\n"
      config += "profile = \"\(printer.kind.profile)\"\n"
    }
    try write("posd.toml", config + more)
    mkdir(folder + "/profiles.d", 0o700)
    try write("profiles.d/oracle.toml", PrinterKind.profiles)
  }

  private func write(_ name: String, _ text: String) throws {
    guard let file = fopen("\(folder)/\(name)", "w") else { throw NotInTime(description: "no file \(name)") }
    fputs(text, file)
    fclose(file)
  }

  // MARK: The daemon

  /// Returns when it listens, or has died before.
  func start(killAt: String? = nil) async throws {
    let socket = folder + "/posd.sock"
    let daemon = try DaemonProcess(
      program,
      [
        "run", "--socket", socket, "--state-dir", folder, "--config", folder + "/posd.toml", "--json", "--log-level",
        "debug",
      ], killAt: killAt)
    self.daemon = daemon
    starts += 1
    try await wait("posd listens") { daemon.isReady || daemon.hasEnded }
    guard !daemon.hasEnded else {
      guard daemon.wasKilled else {
        throw NotInTime(description: "posd ends: \(String(decoding: daemon.log, as: UTF8.self))")
      }
      return
    }
    do { client = try await PosClient.connect(to: [socket]) } catch {
      try await daemon.waitForEnd()
    }
  }

  func kill() async throws {
    daemon?.kill()
    try await daemon?.waitForEnd()
    forget()
  }

  /// After its end.
  private func forget() {
    client?.close()
    client = nil
    logs += (daemon?.log ?? []) + Array("--- \n".utf8)
  }

  /// Starts it again, and asks again for what was not answered, as a till does.
  func restart(killAt: String? = nil) async throws {
    forget()
    try await start(killAt: killAt)
    try await askAgain()
  }

  func askAgain() async throws {
    for index in wishes.indices where wishes[index].job == nil {
      guard try await ask(index) else { return }
    }
  }

  func stop() async {
    for printer in printers { printer.stop() }
    daemon?.kill()
    try? await daemon?.waitForEnd()
    client?.close()
    for name in [
      "posd.lock", "jobs.db", "jobs.db-wal", "jobs.db-shm", "posd.toml", "posd.sock", "profiles.d/oracle.toml",
    ] {
      unlink("\(folder)/\(name)")
    }
    rmdir(folder + "/profiles.d")
    rmdir(folder)
  }

  var log: String { String(decoding: logs + (daemon?.log ?? []), as: UTF8.self) }

  // MARK: Jobs

  /// False when the daemon died instead of answering.
  @discardableResult
  func submit(_ ticket: Ticket, to printer: Int = 0, _ policy: PrintPolicy) async throws -> Bool {
    wishes.append(Wish(ticket: ticket, printer: printer, policy: policy))
    return try await ask(wishes.count - 1)
  }

  private func ask(_ index: Int) async throws -> Bool {
    let wish = wishes[index]
    let request = PrinterPrint(
      printer: "p\(wish.printer)", key: wish.ticket.key, content: wish.ticket.content, policy: wish.policy)
    guard let job = try await call(request) else { return false }
    wishes[index].job = job.job
    return true
  }

  /// nil when the daemon is gone.
  func call<Call: Request>(_ request: Call) async throws -> Call.Reply? {
    guard let client else { return nil }
    do {
      return try await client.call(request, within: .seconds(30))
    } catch {
      guard error.code == .offline else { throw error }
      return nil
    }
  }

  /// Those that were asked for on one printer, in the order of their acceptance.
  func jobs(on printer: Int) async throws -> [(ticket: Ticket, job: PrintJob)] {
    guard let list = try await call(JobsList(printer: "p\(printer)")) else {
      throw NotInTime(description: "posd has gone")
    }
    let tickets = Dictionary(
      wishes.filter { $0.printer == printer }.map { ($0.ticket.key, $0.ticket) },
      uniquingKeysWith: { first, _ in first })
    return list.reversed().compactMap { job in job.key.flatMap { tickets[$0] }.map { ($0, job) } }
  }

  /// Whether no job is under way any more: what waits for a person stays. nil when the daemon is gone.
  func isAtRest() async throws -> Bool? {
    try await call(JobsList(states: [.queued, .printing, .blocked], limit: 1)).map { $0.isEmpty }
  }

  /// False when the daemon has died meanwhile.
  func settle(within limit: Duration = .seconds(90)) async throws -> Bool {
    let deadline = Reactor.now + limit
    while let rest = try await isAtRest() {
      if rest { return true }
      if Reactor.now > deadline { throw NotInTime(description: "jobs are under way for ever") }
      try await Reactor.shared.sleep(for: .milliseconds(20))
    }
    return false
  }

  /// False when the daemon has died instead.
  func waitForPrinters() async throws -> Bool {
    let deadline = Reactor.now + .seconds(20)
    while let devices = try await call(DeviceList(class: .posPrinter)) {
      if devices.allSatisfy({ $0.state == .ready }) { return true }
      if Reactor.now > deadline { throw NotInTime(description: "the printers are not ready") }
      try await Reactor.shared.sleep(for: .milliseconds(5))
    }
    return false
  }

  /// Somebody prints again what is uncertain; answers with the numbers.
  func reprint(_ jobs: [(ticket: Ticket, job: PrintJob)]) async throws -> Set<Int> {
    var numbers: Set<Int> = []
    for (ticket, job) in jobs where job.state == .uncertain {
      guard try await call(JobsResolve(job: job.job, as: .reprint)) != nil else { return numbers }
      numbers.insert(ticket.number)
    }
    return numbers
  }
}
