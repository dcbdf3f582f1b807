import Drivers
import Logging
import PosModel
import Reactor
import Transports

/// One physical unit: a link, the driver on it, and the devices that it offers. It outlives unplugging.
@ReactorActor
final class Unit {
  enum Phase: Equatable {
    /// There is nothing to open.
    case absent
    /// Opened again when `retryTimer` fires.
    case waiting
    case opening
    case open
    /// The transport takes a step of the ladder.
    case recovering
    /// What follows the end of the link.
    case closing(Next)
  }

  enum Next: Equatable {
    case open
    /// Opened again after the time that the retries say.
    case wait
    /// Opened again after ``OpenRetry/slow``.
    case waitLong
    case rest
  }

  struct Pending {
    let command: DriverCommand
    /// The id of the device that was asked.
    let device: String
    let done: @ReactorActor (Result<DriverReply, PosError>) -> Void
    var deadline: ReactorTimer?
  }

  /// How long the close of a link may take.
  static let closeLimit = Duration.seconds(2)
  static let openLimit = Duration.seconds(30)
  static let recoveryLimit = Duration.seconds(5)
  static let commandLimit = 64
  /// A link that lasted so long was a good one: trouble after it is new trouble.
  static let goodLink = Duration.seconds(10)

  weak var manager: DeviceManager?
  let log: Logger
  var plan: UnitPlan
  var devices: [DeviceDescription] { didSet { mayHaveNews = true } }
  /// Something of the devices was set since the observer was told.
  private var mayHaveNews = true

  var phase = Phase.absent
  /// Whether the observer knows it.
  var isListed = false
  var driver: (any Driver)?
  /// Takes over when the link of the last one is down.
  var nextDriver: (any Driver)?
  var link: (any Transport)?
  var linkAddress: TransportAddress?
  /// Tells the events of the present link from those of earlier ones.
  var generation = 0
  var openedAt: Instant?
  /// A fault that outlasts the end of the link.
  var lastError: PosError?

  var ladder = RecoveryLadder()
  var retry: OpenRetry
  /// Print jobs wait for it.
  private(set) var isAwaited = false
  var retryTimer: ReactorTimer?
  /// Guards opening, closing and recovering.
  var phaseTimer: ReactorTimer?
  var timers: [DriverTimer: ReactorTimer] = [:]

  var pending: [CommandID: Pending] = [:]
  var lastCommand: UInt64 = 0
  var inputs: [(input: DriverInput, at: Instant)] = []
  var isHandling = false
  /// As the observer knows them.
  var published: [DeviceDescription] = []
  var whenClosed: [@ReactorActor () -> Void] = []

  init(_ plan: UnitPlan, manager: DeviceManager, seed: UInt64) {
    self.plan = plan
    self.manager = manager
    var log = manager.log
    log[metadataKey: "unit"] = "\(plan.unit)"
    self.log = log
    retry = OpenRetry(plan.plug == nil ? .configured : .hotplug, seed: seed)
    devices = plan.devices.map { Self.describe(plan, $0) }
  }

  private static func describe(_ plan: UnitPlan, _ device: DevicePlan) -> DeviceDescription {
    var description = DeviceDescription(
      id: device.id, name: device.name, class: device.class, driver: plan.driver, unit: plan.unit, vendor: plan.vendor,
      model: plan.model, serial: plan.serial, transport: plan.transport, state: .absent)
    if let drawer = device.drawer { description.capabilities["drawerPin"] = .number(drawer.pulse.pin) }
    if device.drawer != nil, plan.drawers.count > 1 { description.capabilities["drawerSharedSensor"] = .flag(true) }
    return description
  }

  // MARK: Coming and going

  var isPresent: Bool { plan.address != nil }
  var isReady: Bool { devices.first?.state == .ready }

  /// The unit is there: builds its driver and opens the link.
  func arrive(_ plan: UnitPlan) {
    self.plan = plan
    describe(plan)
    retry = OpenRetry(plan.plug == nil ? .configured : .hotplug, seed: UInt64(generation))
    ladder = RecoveryLadder()
    lastError = nil
    let fresh: (any Driver)?
    do throws(PosError) {
      fresh = try manager?.makeDriver(plan)
    } catch {
      return show(.faulted, error)
    }
    show(.opening, nil)
    switch phase {
    case .closing:
      nextDriver = fresh
      phase = .closing(.open)
    default:
      driver = fresh
      open()
    }
  }

  /// The unit is gone, or nobody wants it any more; what it was asked and has not answered fails.
  func leave(_ error: PosError? = nil) {
    retryTimer?.cancel()
    plan.address = nil
    close(then: .rest)
    failPending(error ?? Self.gone)
    show(.absent, error)
  }

  /// The plan has changed while the unit is there.
  func change(to plan: UnitPlan) {
    guard !plan.isSameLink(as: self.plan) else {
      self.plan = plan
      describe(plan)
      return publish()
    }
    if isPresent {
      retryTimer?.cancel()
      close(then: .rest)
      failPending(PosError(.offline, "the device is being set up anew", remedy: "try again"))
    }
    arrive(plan)
  }

  /// What the configuration calls an absent unit.
  func rename(as plan: UnitPlan) {
    self.plan.names = plan.names
    self.plan.drawers = plan.drawers
    self.plan.entries = plan.entries
    describe(self.plan)
    publish()
  }

  /// Another unit has these names now.
  func giveUp(_ names: Set<String>) {
    plan.keepNames { !names.contains($0) }
    describe(plan)
    publish()
  }

  /// Print jobs wait, or none any more: the first one does not sit out what is left of a long wait.
  func expectWork(_ expected: Bool) {
    guard expected != isAwaited else { return }
    isAwaited = expected
    if expected, plan.plug == nil { retryNow() }
  }

  /// The world has changed: opens now what would be opened later.
  func retryNow() {
    guard phase == .waiting else { return }
    retryTimer?.cancel()
    open()
  }

  /// Closes the link for good; `done` follows within ``closeLimit``.
  func stop(_ done: @escaping @ReactorActor () -> Void) {
    retryTimer?.cancel()
    failPending(PosError(.offline, "posd is stopping", remedy: "wait until it runs again"))
    switch phase {
    case .absent, .waiting:
      phase = .absent
      done()
    case .opening, .open, .recovering, .closing:
      whenClosed.append(done)
      close(then: .rest)
    }
  }

  private static let gone = PosError(
    .noHardware, "the device is not there", remedy: "plug it in and switch it on")

  // MARK: Descriptions

  private func describe(_ plan: UnitPlan) {
    let state = devices.first.map { ($0.state, $0.reason) }
    devices = plan.devices.map { wanted in
      var device = Self.describe(plan, wanted)
      if let state { (device.state, device.reason) = state }
      if let known = devices.first(where: { $0.id == wanted.id }) {
        let learned = known.capabilities.filter { $0.key != "drawerPin" && $0.key != "drawerSharedSensor" }
        device.capabilities.merge(learned) { told, _ in told }
        device.claimedBy = known.claimedBy
        device.statistics = known.statistics
      }
      return device
    }
  }

  func show(_ state: DeviceState, _ error: PosError?) {
    for index in devices.indices {
      devices[index].state = state
      devices[index].reason = error.map { DeviceReason($0) }
    }
    lastError = error
    // While the driver is being heard, its whole answer is published at once.
    if !isHandling { publish() }
  }

  /// All devices of a unit show its counters, which are no news.
  func count(_ counter: String, _ increment: Int = 1) {
    let hadNews = mayHaveNews
    defer { mayHaveNews = hadNews }
    for index in devices.indices {
      let (sum, overflow) = devices[index].statistics[counter, default: 0].addingReportingOverflow(increment)
      devices[index].statistics[counter] = overflow ? .max : sum
    }
  }

  /// The devices are told to the observer for the first time.
  func list() {
    isListed = true
    published = devices.map { Self.news($0) }
    for device in devices { manager?.observer?.deviceAdded(device) }
  }

  private static func news(_ device: DeviceDescription) -> DeviceDescription {
    var device = device
    device.statistics = [:]
    return device
  }

  /// Tells the observer what has changed; counters alone are no news.
  func publish() {
    guard isListed, mayHaveNews, let manager else { return }
    mayHaveNews = false
    for gone in published where !devices.contains(where: { $0.id == gone.id }) {
      published.removeAll { $0.id == gone.id }
      manager.observer?.deviceRemoved(gone)
    }
    for device in devices {
      let news = Self.news(device)
      if let index = published.firstIndex(where: { $0.id == news.id }) {
        if published[index] == news { continue }
        published[index] = news
        manager.observer?.deviceChanged(device)
      } else {
        published.append(news)
        manager.observer?.deviceAdded(device)
      }
    }
  }
}
