import Logging
import PosModel
import PosProtocol
import Reactor
import Simulator

/// The socket side of posd, wired: sessions, claims, subscriptions and methods over the devices.
@ReactorActor
package final class Daemon {
  package nonisolated static let version = "0.1.0"

  package private(set) var settings: DaemonSettings
  package let devices: any Devices
  package let claims: ClaimTable
  package let events: EventHub
  package let log: Logger
  package let drawers = DrawerWatch()
  /// The print jobs; nil while they cannot be kept.
  package var printing: Printing? {
    didSet {
      kitchen?.stop()
      kitchen = printing.map { Kitchen(printing: $0, devices: devices, log: log) }
      kitchen?.apply(settings.stations)
      kitchen?.told = { [weak self] event, device in self?.emit(event, of: device) }
      printing?.tookUp = { [weak self] in self?.kitchen?.jobsCame() }
      printing?.changed = { [weak self] job, printer in
        guard let self else { return }
        kitchen?.jobChanged(job, printer)
        emit(PrinterJobEvent(job), of: self.printer(of: job, id: printer))
      }
    }
  }
  /// Shows what would be printed; nil where nothing is printed.
  package var preview: PaperPreviewing?
  /// The stations; nil while print jobs cannot be kept. It is started when the print jobs have.
  package private(set) var kitchen: Kitchen?
  /// What was learned of printers and drawers; nil where it cannot be kept.
  package var learned: LearnedStore?
  /// Where print jobs and what was learned are kept.
  package var stateFolder: String?
  package private(set) var sessions: [Int: Session] = [:]
  package var counters = Counters()
  package let started = Reactor.now
  /// Who waits for a code to know a scanner by; one at a time.
  package var identification: ScannerIdentification?
  /// Reads the configuration again; throws and changes nothing when it is bad.
  package var reload: @ReactorActor () throws(PosError) -> Void = {}
  /// What the methods `simulator.*` drive; nil without `--simulate`.
  package var till: SimulatedTill?
  /// More metrics, of other parts of the daemon, as Prometheus text.
  package var moreMetrics: [@ReactorActor () -> String] = []

  package private(set) lazy var listener = SessionListener(daemon: self)
  let reader: RequestReader<CallHandler>
  package let methods: [any RegisteredMethod.Type]
  private var access: AccessList
  private let greeting: [UInt8]
  private var lastSession = 0
  private var decoder: BlockingWorker?

  /// `methods` are served beside the built-in ones.
  package init(
    settings: DaemonSettings, devices: any Devices, methods: [any RegisteredMethod.Type] = [], log: Logger
  ) {
    self.settings = settings
    self.devices = devices
    self.log = log
    self.methods = (builtinMethods + methods).sorted { $0.name < $1.name }
    var table = RequestTable<CallHandler>()
    for method in self.methods { method.add(to: &table) }
    reader = RequestReader(table)
    access = AccessList(rules: settings.access, owner: settings.owner)
    claims = ClaimTable(lease: settings.claimLease, reactionTime: settings.claimReaction)
    let epoch = Self.newEpoch()
    events = EventHub(epoch: epoch, hold: settings.inputHold, claims: claims)
    greeting =
      Outgoing.notification(ServerHello.method, ServerHello(version: Self.version, epoch: epoch)) ?? []
    claims.changed = { [weak self] device, holder in
      self?.devices.setClaimant(holder?.label, of: device)
      self?.events.claimChanged()
    }
    devices.observer = self
    warnOfUnknownNames()
  }

  /// Applies changed settings to all that goes on.
  package func apply(_ settings: DaemonSettings) {
    self.settings = settings
    access = AccessList(rules: settings.access, owner: settings.owner)
    claims.lease = settings.claimLease
    claims.reactionTime = settings.claimReaction
    events.hold = settings.inputHold
    kitchen?.apply(settings.stations)
    for session in sessions.values { session.setPermissions(access.permissions(of: session.peer)) }
    warnOfUnknownNames()
  }

  /// As `daemon.reload` and SIGHUP do.
  package func reloadConfiguration() throws(PosError) {
    do throws(PosError) {
      try reload()
    } catch {
      log.error("the configuration was not reloaded", metadata: ["error": "\(error)"])
      throw error
    }
    counters.reloads += 1
    log.info("the configuration was reloaded")
  }

  /// Closes the socket and all clients; what is queued for them still goes out.
  package func stop() {
    listener.close()
    kitchen?.stop()
    for session in sessions.values { session.close() }
    decoder = nil
  }

  // MARK: Sessions

  func start(_ stream: ByteStream, _ peer: PeerCredentials) {
    lastSession += 1
    counters.connections += 1
    let session = Session(
      number: lastSession, peer: peer, stream: stream, permissions: access.permissions(of: peer), daemon: self)
    sessions[session.number] = session
    session.start(greeting: greeting)
  }

  func sessionEnded(_ session: Session) {
    sessions[session.number] = nil
    events.drop(session)
    claims.drop(session)
    listener.ended(session)
  }

  /// Decodes a long message on a thread of its own, which starts with the first one. False when too many wait.
  func decodeLater<Value: Sendable>(
    _ work: @escaping @Sendable () -> Value, _ done: @escaping @Sendable @ReactorActor (Value) -> Void
  ) -> Bool {
    do throws(SystemError) {
      if decoder == nil { decoder = try BlockingWorker(name: "decode") }
      return decoder?.submit(work, done) ?? false
    } catch {
      log.error("no thread for long messages", metadata: ["cause": "\(error)"])
      return false
    }
  }

  private func warnOfUnknownNames() {
    for name in access.unknown {
      log.warning("[[access]] names somebody whom this machine does not know", metadata: ["name": "\(name)"])
    }
  }

  private static func newEpoch() -> String {
    String(UInt64.random(in: .min ... .max), radix: 36)
  }
}
