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
  /// The names that the configuration gives, by class; those of `drawers` are with them.
  var names: [DeviceClass: String] = [:]
  /// The drawers of a printer whose connectors the configuration tells; empty: the usual one.
  var drawers: [DrawerPlan] = []
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

  /// The devices of the unit, in their order.
  var devices: [DevicePlan] {
    classes.flatMap { deviceClass in
      guard deviceClass == .cashDrawer, !drawers.isEmpty else {
        return [DevicePlan(id: id(of: deviceClass), class: deviceClass, name: names[deviceClass])]
      }
      let id = id(of: deviceClass)
      return drawers.map { DevicePlan(id: id + $0.idSuffix, class: deviceClass, name: $0.name, drawer: $0) }
    }
  }

  /// The drawer of a printer that a device is; nil for the usual one and for other devices.
  func drawer(_ id: String) -> DrawerPlan? {
    drawers.isEmpty ? nil : devices.first { $0.id == id }?.drawer
  }

  /// All names that lead to devices of the unit.
  var allNames: Set<String> { Set(names.values).union(drawers.compactMap(\.name)) }

  /// Keeps the names for which `isKept` holds.
  mutating func keepNames(_ isKept: (String) -> Bool) {
    names = names.filter { isKept($0.value) }
    for index in drawers.indices {
      if let name = drawers[index].name, !isKept(name) { drawers[index].name = nil }
    }
  }

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
