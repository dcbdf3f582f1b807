import Daemon
import Glibc
import Logging
import PosModel
import PosProtocol
import PrintSpool
import Reactor
import Simulator
import Transports

/// One run of the daemon: everything wired, started in order, stopped in the reverse order.
@ReactorActor
final class Till {
  private let options: RunOptions
  private let log: Logger
  private let simulated: SimulatedTill?
  private let system = SystemTransports()
  private let devices: DeviceManager
  private let render: RenderProcess
  private let content: ReceiptSetting
  /// Held from before the jobs are read until the process ends.
  private let lock: StateLock
  private let printing: Printing
  private let daemon: Daemon
  private let service = ServiceNotifier()
  /// Devices have been opened, the first clients have come and the jobs were looked through by then.
  private static let startTime = Duration.seconds(3)
  /// Handed over by the service manager; without one this is somebody's private daemon.
  private let sockets: [CInt]
  private let socketPath: String
  private var end: CheckedContinuation<Void, Never>?

  init(_ options: RunOptions) throws {
    self.options = options
    let level = options.logLevel
    log = Logger(label: "posd") { _ in JournalLogHandler(level: level) }
    let simulated = try options.simulate ? SimulatedTill() : nil
    self.simulated = simulated
    let configuration = try Self.load(options, simulated)
    var discovery: (any Discovery)? = options.simulate && !options.withHardware ? nil : UdevDiscovery()
    var transports: any TransportProvider = system
    if let simulated {
      discovery = SimulatedDiscovery(simulated, beside: discovery)
      transports = SimulatedTransports(simulated, system: system, hearsKeyboards: options.withHardware)
    }
    if let folder = options.record ?? configuration.recordDirectory {
      transports = try RecordingTransports(recording: transports, in: folder, log: log)
    }
    var watch: (@Sendable (JobStore.WriteMoment) -> Void)?
    #if DEBUG
      if let kill = environmentVariable("POSD_KILL_AT").flatMap(KillPoint.init) {
        transports = KillingTransports(transports, at: kill)
        watch = KillPoint.storeWatch(kill)
      }
    #endif
    devices = DeviceManager(configuration: configuration, transports: transports, discovery: discovery, log: log)
    sockets = ServiceNotifier.takeSockets()
    let owner = sockets.isEmpty ? getuid() : nil
    render = RenderProcess()
    content = ReceiptSetting(render: render) { [devices] in devices.profile(of: $0) }
    let state = try StateDirectory.path(named: options.stateDir)
    lock = try StateLock(folder: state)
    printing = try Printing(
      path: state + "/jobs.db", devices: devices, content: content, log: log, watch: watch)
    printing.retention = configuration.jobRetention
    daemon = Daemon(
      settings: DaemonSettings(configuration, owner: owner), devices: devices,
      methods: simulated == nil ? [] : simulatorMethods, log: log)
    daemon.printing = printing
    daemon.preview = PaperPreviewing(content: content, render: render) { [devices] in
      devices.configuration.printers
    }
    daemon.till = simulated
    daemon.stateFolder = StateDirectory.absolute(state)
    daemon.learned = Self.learned(in: state, of: devices, log)
    // RUNTIME_DIRECTORY is the service manager's, where it runs posd without handing it a socket.
    socketPath =
      options.socket ?? configuration.socketPath ?? environmentVariable("RUNTIME_DIRECTORY").map { $0 + "/posd.sock" }
      ?? SocketPath.ofPrivateDaemon(environment: environmentVariable, uid: getuid())
  }

  /// Runs until a signal ends it. Throws what keeps it from starting.
  func run() async throws {
    daemon.reload = { [weak self] () throws(PosError) in try self?.reload() }
    let signals = try Reactor.shared.onSignal([SIGTERM, SIGINT, SIGHUP]) { [weak self] signal in self?.received(signal)
    }
    defer { signals.cancel() }
    await startPrinting()
    daemon.kitchen?.start()
    try devices.start()
    try listen()
    service.ready(status: status)
    announce()
    let rest = Reactor.shared.schedule(after: Self.startTime) { ProcessMemory.dropCleanPages() }
    defer { rest.cancel() }
    await withCheckedContinuation { end = $0 }
    service.stopping()
    daemon.stop()
    printing.stop()
    render.stop()
    await withCheckedContinuation { done in devices.stop { done.resume() } }
    simulated?.stop()
    system.stop()
  }

  /// Scanners and drawers live without print jobs.
  private func startPrinting() async {
    do throws(PosError) {
      try await printing.start()
    } catch {
      log.error("nothing is printed: print jobs cannot be kept; it is tried again", metadata: ["error": "\(error)"])
    }
  }

  private func listen() throws {
    if let socket = sockets.first { return try daemon.listener.adopt(OwnedDescriptor(socket)) }
    try SocketFolder.prepare(for: socketPath)
    try daemon.listener.listen(path: socketPath, mode: 0o660)
  }

  private func announce() {
    log.info(
      "ready",
      metadata: ["socket": "\(socketPath)", "version": "\(posdVersion)", "simulate": "\(options.simulate)"])
    if options.json {
      Console.out.line(#"{"ready":true,"socket":"\#(socketPath)","pid":\#(getpid()),"version":"\#(posdVersion)"}"#)
    }
  }

  private func received(_ signal: CInt) {
    guard signal == SIGHUP else {
      log.info("stopping", metadata: ["signal": "\(signal)"])
      end?.resume()
      end = nil
      return
    }
    // The refusal is in the log already, with every line that is wrong.
    service.reloading()
    do throws(PosError) { try daemon.reloadConfiguration() } catch { log.debug("the old configuration stays in force") }
    service.ready(status: status)
  }

  private var status: String {
    let ready = devices.descriptions.count { $0.state == .ready }
    return "\(ready) of \(devices.descriptions.count) devices ready"
  }

  private func reload() throws(PosError) {
    let configuration = try Self.load(options, simulated)
    try devices.apply(configuration)
    printing.retention = configuration.jobRetention
    daemon.apply(DaemonSettings(configuration, owner: daemon.settings.owner))
  }

  private static func load(_ options: RunOptions, _ till: SimulatedTill?) throws(PosError) -> Configuration {
    var configuration = Configuration()
    do throws(ConfigurationError) {
      if let path = options.config ?? existing(Configuration.standardPath) {
        configuration = try Configuration.load(path: path)
      }
    } catch {
      throw error.posError
    }
    return till.map { configuration.adding($0) } ?? configuration
  }

  /// nil, and the till runs with the profiles alone, where the file cannot be used.
  private static func learned(in state: String, of devices: DeviceManager, _ log: Logger) -> LearnedStore? {
    do throws(PosError) {
      let store = try LearnedStore(path: state + "/learned.json")
      devices.learned = store.learned
      store.changed = { [weak devices] in devices?.learned = $0 }
      return store
    } catch {
      log.error("what was learned of printers is not in force", metadata: ["error": "\(error)"])
      return nil
    }
  }

  private static func existing(_ path: String) -> String? {
    access(path, F_OK) == 0 ? path : nil
  }
}
