import Drivers
import PosModel

/// The `[[device]]` entry that takes a scanner, as text for the configuration.
struct ScannerEntry {
  private var usb: String
  private var serial: String?
  private var port: String?
  private var interface: String?
  private var driver: String?
  private var layout: String?

  /// For a keyboard that is nobody's. Its port is named where its serial number tells nothing.
  init(_ keyboard: UnownedKeyboard, layout: String, present: [DiscoveredDevice] = []) {
    let device = keyboard.device
    let interface = keyboard.interface
    usb = hex(device.vendorID, digits: 4) + ":" + hex(device.productID, digits: 4)
    let twins = present.contains {
      $0.port != device.port && $0.vendorID == device.vendorID && $0.productID == device.productID
        && $0.serial == device.serial
    }
    if let serial = device.serial, !twins, DeviceIdentity.isTrustworthy(serial) {
      self.serial = serial
    } else {
      port = device.port
    }
    self.interface = [interface.classCode, interface.subclass, interface.protocol].map { hex($0, digits: 2) }.joined(
      separator: "/")
    driver = HIDKeyboardScanner.name
    self.layout = layout == "us" ? nil : layout
  }

  /// For a device that posd has and that has no name yet; nil for one that is not on USB.
  init?(_ device: DeviceDescription) {
    guard let vid = device.transport.vid, let pid = device.transport.pid else { return nil }
    usb = vid + ":" + pid
    if let serial = device.serial, DeviceIdentity.isTrustworthy(serial) {
      self.serial = serial
    } else {
      port = device.transport.port
    }
  }

  var text: String {
    var match = ["usb = \(Self.string(usb))"]
    if let serial { match.append("serial = \(Self.string(serial))") }
    if let port { match.append("port = \(Self.string(port))") }
    if let interface { match.append("interface = \(Self.string(interface))") }
    var lines = ["[[device]]", #"name = "scanner""#, #"class = "scanner""#]
    if let driver { lines.append("driver = \(Self.string(driver))") }
    if let layout { lines.append("layout = \(Self.string(layout))") }
    lines.append("match = { \(match.joined(separator: ", ")) }")
    return lines.joined(separator: "\n") + "\n"
  }

  /// A basic string of TOML; what a hostile device says of itself cannot leave its quotes.
  private static func string(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        quoted += "\\u" + hex(scalar.value, digits: 4)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
