import PosModel
import Simulator

extension Call {
  /// Throws `unsupported` when the daemon simulates nothing.
  var till: SimulatedTill {
    get throws(PosError) {
      if let till = daemon.till { return till }
      throw PosError(.unsupported, "\(method) needs the simulated till", remedy: "start posd run --simulate")
    }
  }

  /// The simulated till's own name for what a request names: by that name, or by the id or name that clients see.
  func simulatedName(_ idOrName: String, class wanted: DeviceClass? = nil) throws(PosError) -> String {
    let till = try till
    if till.names.contains(idOrName) { return idOrName }
    guard let device = daemon.devices.descriptions.first(where: { $0.id == idOrName || $0.name == idOrName }) else {
      return try till.device(idOrName).name
    }
    for simulated in till.devices {
      switch simulated.attachment {
      case .usb(let usb, _) where usb.serial == device.serial: break
      case .tcp(let host, let port) where device.transport.address == "\(host):\(port)": break
      default: continue
      }
      guard device.class == .cashDrawer, simulated.printer != nil else { return simulated.name }
      let pin = device.capabilities["drawerPin"]
      let drawer = till.drawers.first { $0.printer === simulated && (pin == nil || pin == .number($0.pin)) }
      if let drawer { return drawer.name }
    }
    throw PosError(
      .illegal, "\(idOrName) is not a device of the simulated till", remedy: "see simulator.devices", device: device.id)
  }
}
