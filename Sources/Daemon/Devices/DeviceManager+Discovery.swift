import PosModel
import Reactor

extension DeviceManager {
  /// A new snapshot: what has gone, what has come, what was replugged between two looks.
  func found(_ devices: [DiscoveredDevice]) {
    guard !isStopping else { return }
    let old = present
    present = devices.sorted { ($0.port, $0.number) < ($1.port, $1.number) }.map { device in
      guard let known = old.first(where: { UnitPlan.Plug($0) == UnitPlan.Plug(device) }) else { return device }
      return Self.merge(device, with: known)
    }
    reconcile()
    for unit in units.values { unit.retryNow() }
  }

  /// Our own claim takes the report descriptor, the device id and the nodes out of sysfs; what was seen once stays known
  /// while the device stays plugged in.
  private static func merge(_ device: DiscoveredDevice, with known: DiscoveredDevice) -> DiscoveredDevice {
    var device = device
    for index in device.interfaces.indices {
      guard let before = known.interfaces.first(where: { $0.number == device.interfaces[index].number }) else {
        continue
      }
      if device.interfaces[index].reportDescriptor == nil {
        device.interfaces[index].reportDescriptor = before.reportDescriptor
      }
      if device.interfaces[index].deviceID == nil { device.interfaces[index].deviceID = before.deviceID }
      if device.interfaces[index].nodes.isEmpty { device.interfaces[index].nodes = before.nodes }
    }
    return device
  }
}
