import Drivers
import PosModel
import Transports

/// The `[[device]]` entry that takes a scanner, as text for the configuration.
struct ScannerEntry {
  private var usb: String?
  private var transport: String?
  /// What has to be done beside the entry, a comment of one line.
  private var note: String?
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

  /// For a keyboard on Bluetooth or PS/2; nil where it has no name that it keeps, and nothing by which a rule could know it.
  init?(_ keyboard: KeyboardNode, layout: String) {
    if let link = keyboard.links.first {
      transport = "evdev://" + link
      if keyboard.bus == .ps2 { note = Self.sharedSocket }
    } else if let rule = keyboard.address.flatMap(UdevRules.bluetooth) {
      transport = "evdev://" + UdevRules.bluetoothNode
      note = "udev: " + rule
    } else {
      return nil
    }
    driver = HIDKeyboardScanner.name
    self.layout = layout == "us" ? nil : layout
  }

  private static let sharedSocket =
    "takes every key of this PS/2 socket: not where a keyboard shares it with the scanner"

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
    var match: [String] = []
    if let usb { match.append("usb = \(Self.string(usb))") }
    if let serial { match.append("serial = \(Self.string(serial))") }
    if let port { match.append("port = \(Self.string(port))") }
    if let interface { match.append("interface = \(Self.string(interface))") }
    var lines = ["[[device]]", #"name = "scanner""#, #"class = "scanner""#]
    if let driver { lines.append("driver = \(Self.string(driver))") }
    if let layout { lines.append("layout = \(Self.string(layout))") }
    if let transport { lines.append("transport = \(Self.string(transport))") }
    if !match.isEmpty { lines.append("match = { \(match.joined(separator: ", ")) }") }
    if let note { lines.append("# " + note) }
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
