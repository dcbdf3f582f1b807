import Drivers
import Logging
import PosModel
import Reactor
import Transports

/// Finds the devices, drives them and lists them: everything below the sessions and above the transports.
@ReactorActor
package final class DeviceManager: Devices {
  /// Not told of devices that are there before `start` returns.
  package weak var observer: (any DeviceObserver)?

  /// Seen once and never configured: more of them than this are forgotten, the longest absent first.
  static let strangerLimit = 32

  let log: Logger
  let transports: any TransportProvider
  let discovery: (any Discovery)?
  let drivers: [any Driver.Type]
  let choose: DriverChoice.Chooser
  package internal(set) var configuration: Configuration
  /// What printers and drawers have shown of themselves; those that a change is about are opened anew.
  package var learned = Learned() {
    didSet { if learned != oldValue, !isStopping { reconcile() } }
  }
  /// What discovery sees, with the facts that our own claims hide.
  var present: [DiscoveredDevice] = []
  var units: [String: Unit] = [:]
  /// The names of absent units that nobody has configured, the longest absent first.
  var strangers: [String] = []
  private(set) var isStopping = false
  private var seed: UInt64

  /// `seed` decides the jitter of the retries.
  package convenience init(
    configuration: Configuration, transports: any TransportProvider, discovery: (any Discovery)?, log: Logger,
    seed: UInt64 = .random(in: .min ... .max)
  ) {
    self.init(
      configuration: configuration, transports: transports, discovery: discovery, log: log, seed: seed,
      drivers: builtinDrivers, choose: DriverChoice.fromDatabase)
  }

  init(
    configuration: Configuration, transports: any TransportProvider, discovery: (any Discovery)?, log: Logger,
    seed: UInt64, drivers: [any Driver.Type], choose: @escaping DriverChoice.Chooser
  ) {
    self.configuration = configuration
    self.transports = transports
    self.discovery = discovery
    self.log = log
    self.drivers = drivers
    self.choose = choose
    self.seed = seed
  }

  /// Lists the configured devices and starts to look for the others. Throws what discovery throws.
  package func start() throws(PosError) {
    reconcile()
    try discovery?.start { [weak self] devices in self?.found(devices) }
  }

  /// Closes all links; `done` follows within 2 s.
  package func stop(_ done: @escaping @ReactorActor () -> Void) {
    isStopping = true
    discovery?.stop()
    var open = units.count
    guard open > 0 else { return done() }
    for unit in units.values {
      unit.stop {
        open -= 1
        if open == 0 { done() }
      }
    }
  }

  /// Takes a changed configuration: devices that it does not change stay as they are.
  package func apply(_ configuration: Configuration) throws(PosError) {
    guard configuration != self.configuration else { return }
    self.configuration = configuration
    reconcile()
  }

  // MARK: For units

  func makeDriver(_ plan: UnitPlan) throws(PosError) -> any Driver {
    guard let type = drivers.first(where: { $0.name == plan.driver }) else {
      throw PosError(.unsupported, "posd has no driver \"\(plan.driver)\"", remedy: "see posd rules for those it has")
    }
    return try Self.make(type, plan.settings)
  }

  private static func make(_ type: (some Driver).Type, _ settings: DriverSettings) throws(PosError) -> any Driver {
    try type.init(settings)
  }

  func makeTransport(to address: TransportAddress, _ plan: UnitPlan) throws(PosError) -> any Transport {
    try transports.makeTransport(to: address, options: plan.options)
  }

  /// The link of a unit has ended by itself; discovery may not have noticed yet.
  func linkLost(_ unit: Unit) {
    if unit.plan.plug != nil, !isStopping { discovery?.rescan() }
  }

  func nextSeed() -> UInt64 {
    seed &+= 1
    return seed
  }
}
