import HIDReports
import PosModel

/// The `match = { … }` of one `[[device]]` in the configuration, with what that entry says about the binding itself.
///
/// All members that are given must fit; one without any matches nothing.
package struct ConfiguredMatch: Hashable, Sendable {
  package var vendorID: UInt16?
  package var productID: UInt16?
  package var serial: String?
  /// The USB port path: `1-1.3`.
  package var port: String?
  /// A part of the product string; upper and lower case are the same.
  package var product: String?
  package var interface: InterfacePattern?
  /// The top-level usage of the HID interface.
  package var hid: HIDUsage?

  /// The word for `driver` that keeps posd from a device.
  package static let noDriver = "none"

  /// The driver to use; nil leaves it to the device database and the interface's class.
  package var driver: String?
  /// The class that the entry asks for; narrows the choice where no driver is named.
  package var `class`: DeviceClass?
  package var link: LinkKind?
  package var profile: String?

  package init(
    vendorID: UInt16? = nil, productID: UInt16? = nil, serial: String? = nil, port: String? = nil,
    product: String? = nil, interface: InterfacePattern? = nil, hid: HIDUsage? = nil, driver: String? = nil,
    class: DeviceClass? = nil, link: LinkKind? = nil, profile: String? = nil
  ) {
    self.vendorID = vendorID
    self.productID = productID
    self.serial = serial
    self.port = port
    self.product = product
    self.interface = interface
    self.hid = hid
    self.driver = driver
    self.class = `class`
    self.link = link
    self.profile = profile
  }

  /// Takes the values as the configuration writes them: `usb` is `0c2e:0b6a` or `0c2e`, `interface` is `03/01/01` with `*`
  /// allowed, `hid` is `008c:02`. Throws `illegal` and names the key that does not read.
  package init(
    usb: String?, serial: String? = nil, port: String? = nil, product: String? = nil, interface: String? = nil,
    hid: String? = nil
  ) throws(PosError) {
    self.init(serial: serial, port: port, product: product)
    if let usb {
      let parts = usb.split(separator: ":", omittingEmptySubsequences: false)
      let numbers = parts.compactMap { part in
        part.utf8.count == 4 && part.allSatisfy(\.isHexDigit) ? UInt16(part, radix: 16) : nil
      }
      guard (1...2).contains(parts.count), numbers.count == parts.count else {
        throw PosError(
          .illegal, "match.usb \"\(usb)\" is not VID:PID",
          remedy: "write four hex digits each, as lsusb shows them: 0c2e:0b6a")
      }
      vendorID = numbers[0]
      productID = numbers.count == 2 ? numbers[1] : nil
    }
    if let interface {
      guard let pattern = InterfacePattern(interface) else {
        throw PosError(
          .illegal, "match.interface \"\(interface)\" is not class/subclass/protocol",
          remedy: "write it as 03/01/01 or 07/01/*")
      }
      self.interface = pattern
    }
    if let hid {
      guard let usage = HIDUsage(hid) else {
        throw PosError(.illegal, "match.hid \"\(hid)\" is not page:usage", remedy: "write it as 008c:02")
      }
      self.hid = usage
    }
    if self == ConfiguredMatch() {
      throw PosError(.illegal, "match is empty", remedy: "give usb, serial, port, product, interface or hid")
    }
  }
}
