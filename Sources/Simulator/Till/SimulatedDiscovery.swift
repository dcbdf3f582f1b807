import PosModel
import Reactor
import Transports

/// Finds what is plugged into the simulated till, and on request the real devices beside it.
@ReactorActor
package final class SimulatedDiscovery: Discovery {
  private let till: SimulatedTill
  private let hardware: (any Discovery)?
  private var found: (@ReactorActor ([DiscoveredDevice]) -> Void)?
  private var real: [DiscoveredDevice] = []
  private var last: [DiscoveredDevice]?

  package init(_ till: SimulatedTill, beside hardware: (any Discovery)? = nil) {
    self.till = till
    self.hardware = hardware
  }

  package func start(_ found: @escaping @ReactorActor ([DiscoveredDevice]) -> Void) throws(PosError) {
    self.found = found
    till.moved = { [weak self] in self?.rescanLater() }
    try hardware?.start { [weak self] devices in
      self?.real = devices
      self?.rescanLater()
    }
    rescanLater()
  }

  package func rescan() {
    hardware?.rescan()
    rescanLater()
  }

  package func stop() {
    found = nil
    till.moved = {}
    hardware?.stop()
  }

  /// Never from within a call.
  private func rescanLater() {
    Reactor.shared.post { self.report() }
  }

  private func report() {
    guard let found else { return }
    let devices = till.ports.compactMap(\.discovered) + real
    guard devices != last else { return }
    last = devices
    found(devices)
  }
}
