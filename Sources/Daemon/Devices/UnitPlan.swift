import Drivers
import PosModel
import PosProtocol
import Transports

/// What one physical unit is to be: its driver, its link and the devices that it offers.
struct UnitPlan: Hashable, Sendable {
  /// Stable over replug and reboot: `usb-0c2e:0b6a-18025B4D`.
  var unit: String
  var driver: String
  var classes: [DeviceClass]
  /// The names that the configuration gives, by class.
  var names: [DeviceClass: String] = [:]
  var settings: DriverSettings
  var options = TransportOptions()
  /// nil while the unit is known only from the configuration.
  var address: TransportAddress?
  /// What the device was plugged in as; nil for network and serial devices and for those that were never seen.
  var plug: Plug?
  var transport: TransportDescription
  var vendor: String?
  var model: String?
  var serial: String?
  /// What has decided on the profile; nil for what is no printer.
  var profileOrigin: PrinterProfileGet.Origin?
  /// The entries of the configuration that speak of it.
  var entries: [ConfiguredDevice] = []

  /// `scanner-usb-0c2e-0b6a-18025B4D`
  func id(of deviceClass: DeviceClass) -> String {
    let unit = String(unit.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "_") ? $0 : "-" })
    return deviceClass.idPrefix + "-" + unit
  }

  /// One plugging-in of one device.
  struct Plug: Hashable, Sendable {
    var port: String
    var bus: Int
    var number: Int

    init(_ device: DiscoveredDevice) {
      port = device.port
      bus = device.bus
      number = device.number
    }
  }

  /// Whether a running unit can stay as it is: names may differ, and so may what our own claim changes in sysfs.
  func isSameLink(as other: UnitPlan) -> Bool {
    func place(_ address: TransportAddress?) -> TransportAddress? {
      switch address {
      case .usb(var device, let interface):
        device.interfaces = []
        return .usb(device, interface: interface)
      case .hidraw(var device, _):
        device.interfaces = []
        return .hidraw(device, path: "")
      default: return address
      }
    }
    return driver == other.driver && classes == other.classes && settings == other.settings
      && options == other.options && plug == other.plug && place(address) == place(other.address)
  }
}
