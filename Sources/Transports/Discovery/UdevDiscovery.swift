import CUdev
import PosModel
import Reactor

/// Finds USB devices: udev's events and a clock say when to look, sysfs says what is there.
///
/// Scans run on a worker. Without a netlink socket (containers) only the clock is left.
@ReactorActor
package final class UdevDiscovery: Discovery {
  /// Events come in flocks: one device is a dozen.
  private static let settleTime = Duration.milliseconds(20)
  private static let period = Duration.seconds(30)
  private static let udevControl = "/run/udev/control"

  private let scan: SysfsScan
  private let usesUdev: Bool
  private var found: (@ReactorActor ([DiscoveredDevice]) -> Void)?
  private var monitor: UdevMonitor?
  private var monitorsUdev = false
  private var snapshot: [DiscoveredDevice]?
  private var settling: ReactorTimer?
  private var clock: ReactorTimer?
  private var isScanning = false
  private var scanAgain = false

  /// The devices of this system.
  package convenience init() {
    self.init(scan: SysfsScan(), usesUdev: true)
  }

  /// `usesUdev` false: no monitor, and every device counts as ready; for a copy of sysfs.
  init(scan: SysfsScan, usesUdev: Bool) {
    self.scan = scan
    self.usesUdev = usesUdev
  }

  package func start(_ found: @escaping @ReactorActor ([DiscoveredDevice]) -> Void) throws(PosError) {
    guard self.found == nil else { return }
    self.found = found
    // First the subscription, then the scan: what comes between is seen twice and never missed.
    subscribe()
    startScan()
    tick()
  }

  package func rescan() {
    guard found != nil else { return }
    startScan()
  }

  package func stop() {
    found = nil
    snapshot = nil
    settling?.cancel()
    settling = nil
    clock?.cancel()
    clock = nil
    monitor?.stop()
    monitor = nil
  }

  /// Listens to udevd where it runs, else to the kernel; it may have come or gone since the last time.
  private func subscribe() {
    guard usesUdev else { return }
    let udevRuns = scan.tree.exists(Self.udevControl)
    if monitor != nil, monitorsUdev == udevRuns { return }
    monitor?.stop()
    monitorsUdev = udevRuns
    monitor = UdevMonitor(group: udevRuns ? "udev" : "kernel") { [weak self] in self?.somethingChanged() }
  }

  private func somethingChanged() {
    guard found != nil, settling == nil else { return }
    settling = Reactor.shared.schedule(after: Self.settleTime) { [weak self] in
      self?.settling = nil
      self?.rescan()
    }
  }

  private func tick() {
    clock = Reactor.shared.schedule(after: Self.period) { [weak self] in
      guard let self else { return }
      subscribe()
      rescan()
      tick()
    }
  }

  private func startScan() {
    if isScanning {
      scanAgain = true
      return
    }
    isScanning = true
    let (scan, known) = (scan, snapshot ?? [])
    let asksUdev = usesUdev && scan.tree.exists(Self.udevControl)
    do throws(SystemError) {
      try BlockingCall.start("usb-scan") {
        scan.devices(knowing: known, isReady: asksUdev ? UdevDatabase().isInitialized : { _ in true })
      } _: { [weak self] in
        self?.scanned($0)
      }
    } catch {
      // No thread to have; the clock tries again.
      isScanning = false
    }
  }

  private func scanned(_ devices: [DiscoveredDevice]) {
    isScanning = false
    guard let found else { return }
    if scanAgain {
      scanAgain = false
      startScan()
    }
    if devices == snapshot { return }
    snapshot = devices
    found(devices)
  }
}

/// udev's own word on whether it is done with a device.
private final class UdevDatabase {
  private let udev = udev_new()

  deinit {
    // NULL is fine.
    udev_unref(udev)
  }

  func isInitialized(_ syspath: String) -> Bool {
    // A device that is gone counts as not ready.
    guard let udev, let device = udev_device_new_from_syspath(udev, syspath) else { return false }
    defer { udev_device_unref(device) }
    return udev_device_get_is_initialized(device) > 0
  }
}
