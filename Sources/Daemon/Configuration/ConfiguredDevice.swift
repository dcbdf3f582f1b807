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
  package var drawerOpenLevel: DrawerLevel?
  package var leftOpen: Duration?
  /// The connector of this drawer: 2 or 5.
  package var pin: Int?
  /// How long its solenoid is on, and the least time until the next pulse.
  package var pulse: Duration?
  package var pulseOff: Duration?
  /// A drawer alone on a serial line: what opens it, and the modem line of its switch.
  package var kick: DrawerKick?
  package var drawerLine: DriverSettings.DrawerLine?
  package var quirks: Set<String> = []

  package init(_ attachment: Attachment, name: String? = nil, class: DeviceClass? = nil) {
    self.attachment = attachment
    self.name = name
    self.class = `class`
  }

  /// Whether both are found in the same place: one unit, if they have one driver.
  func isPlaced(as other: ConfiguredDevice) -> Bool {
    switch (attachment, other.attachment) {
    case (.serial(let one), .serial(let other)): return one.path == other.path
    case (.match(var one), .match(var other)):
      (one.class, one.driver, one.profile) = (nil, nil, nil)
      (other.class, other.driver, other.profile) = (nil, nil, nil)
      return one == other
    default: return attachment == other.attachment
    }
  }
}
