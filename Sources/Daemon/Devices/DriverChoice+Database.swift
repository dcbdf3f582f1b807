import Drivers
import PosModel

extension DriverChoice {
  /// The choice of the device database, and of the configuration where it names the device.
  static let fromDatabase: Chooser = { device, configured in
    let bindings = DeviceMatcher.match(device: device, configured: configured)
    let drivers = bindings.compactMap(\.driver)
    return bindings.compactMap { binding in
      guard let driver = binding.driver, let link = binding.link else { return nil }
      // Two interfaces with one driver are two units of one device.
      let isOneOfSeveral = drivers.count { $0 == driver } > 1
      let identity = DeviceIdentity(
        device, quirks: binding.quirks, interface: isOneOfSeveral ? binding.interface : nil)
      return DriverChoice(
        unit: identity.unit, driver: driver, interface: binding.interface, link: link, quirks: binding.quirks,
        vendor: device.manufacturer, model: binding.model ?? device.product, configured: binding.configured)
    }
  }
}
