import PosModel

/// The names under which a unit and its devices are known, stable over replug and reboot.
package struct DeviceIdentity: Hashable, Sendable {
  /// `usb-0c2e:0b6a-18025B4D`, or with the port where the serial number says nothing: `usb-0c2e:0b6a@1-1.3`.
  package var unit: String

  /// `present` are all devices that are there now: a serial number that two of one product share is none. `interface` is given
  /// where several interfaces of the device have a driver of the same class.
  package init(
    _ device: DiscoveredDevice, present: [DiscoveredDevice] = [], quirks: Set<String> = [], interface: Int? = nil
  ) {
    let product = "usb-\(hex(device.vendorID, digits: 4)):\(hex(device.productID, digits: 4))"
    let isShared = present.contains {
      $0.port != device.port && $0.vendorID == device.vendorID && $0.productID == device.productID
        && $0.serial == device.serial
    }
    if let serial = device.serial, !isShared, !quirks.contains("no-serial-number"), Self.isTrustworthy(serial) {
      unit = product + "-" + serial
    } else {
      unit = product + "@" + device.port
    }
    if let interface { unit += "-if\(interface)" }
  }

  /// `scanner-usb-0c2e-0b6a-18025B4D`
  package func device(_ deviceClass: DeviceClass) -> String {
    deviceClass.idPrefix + "-"
      + String(unit.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "_") ? $0 : "-" })
  }

  /// Whether a serial number can tell two units apart: not empty, not one character over and over, not a maker's filler.
  package static func isTrustworthy(_ serial: String) -> Bool {
    let bytes = Array(serial.utf8)
    guard bytes.count >= 2, bytes.count <= 126, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return false }
    let significant = bytes.drop { $0 == 0x30 }
    if significant.count <= 1 || Set(significant).count == 1 { return false }
    return !fillers.contains(serial.uppercased())
  }

  private static let fillers: Set<String> = [
    "123456789", "1234567890", "0123456789", "12345678", "123456", "0123456789ABCDEF", "ABCDEF", "ABCDEF0123456789",
    "000000000001", "00000000001A", "SERIALNUMBER", "SERIAL", "SN", "N/A", "NONE", "DEFAULT", "TEST", "USB",
  ]
}
