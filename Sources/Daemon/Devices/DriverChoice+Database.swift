import Drivers
import PosModel

extension DriverChoice {
  /// By the device database and the configuration.
  static let fromDatabase: Chooser = { device, configured in
    let bindings = DeviceMatcher.match(device: device, configured: configured)
    return bindings.compactMap { binding in
      guard let driver = binding.driver, let link = binding.link else { return nil }
      // Interfaces with the same driver are units of their own, told apart by their numbers.
      let isOneOfMany = bindings.count { $0.driver == driver } > 1
      let interface = isOneOfMany ? binding.interface : nil
      return DriverChoice(
        unit: DeviceIdentity(device, quirks: binding.quirks, interface: interface).unit,
        unitByPort: DeviceIdentity(device, quirks: ["no-serial-number"], interface: interface).unit, driver: driver,
        interface: binding.interface, link: link, node: binding.node, quirks: binding.quirks,
        model: device.product ?? binding.model, profile: binding.profile,
        configured: binding.configured)
    }
  }
}
