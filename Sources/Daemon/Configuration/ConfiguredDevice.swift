import Drivers
import PosModel
import Transports

/// One `[[device]]`: names a device and sets it up.
package struct ConfiguredDevice: Hashable, Sendable {
  /// How the device is found.
  package enum Attachment: Hashable, Sendable {
    /// Among the USB devices.
    case match(ConfiguredMatch)
    case serial(SerialAddress)
    case tcp(host: String, port: Int)
    /// A keyboard that is no USB device, by its event node.
    case evdev(path: String)
  }

  /// The role: accepted wherever the protocol asks for a device.
  package var name: String?
  package var `class`: DeviceClass?
  package var attachment: Attachment
  package var driver: String?
  package var profile: String?
  package var encoding: String?
  /// Characters of font A on a line.
  package var columns: Int?
  /// The width of the paper in millimetres.
  package var paper: Int?
  /// The connectors to which drawers are connected: 2, 5.
  package var drawerPins: Set<Int>?
  package var keyboard = ConfiguredKeyboard()
  package var framing: DriverSettings.Framing?
  package var maker: ScannerMaker?
  package var codeIDs: DriverSettings.CodeIDs?
  package var drawerOpenLevel: DriverSettings.DrawerLevel?
  package var leftOpen: Duration?
  package var quirks: Set<String> = []

  package init(_ attachment: Attachment, name: String? = nil, class: DeviceClass? = nil) {
    self.attachment = attachment
    self.name = name
    self.class = `class`
  }
}
