/// One USB device as discovery found it: facts from sysfs and udev, no I/O with the device.
package struct DiscoveredDevice: Hashable, Sendable {
  /// The kernel's name and the port path: `1-1.3`.
  package var port: String
  package var syspath: String
  /// `/dev/bus/usb/001/004`.
  package var node: String
  package var bus: Int
  /// The device number; a replug always changes it.
  package var number: Int
  package var vendorID: UInt16
  package var productID: UInt16
  /// bcdDevice.
  package var release: UInt16
  package var manufacturer: String?
  package var product: String?
  package var serial: String?
  package var interfaces: [Interface]

  package init(
    port: String, syspath: String, node: String, bus: Int, number: Int, vendorID: UInt16, productID: UInt16,
    release: UInt16 = 0, manufacturer: String? = nil, product: String? = nil, serial: String? = nil,
    interfaces: [Interface] = []
  ) {
    self.port = port
    self.syspath = syspath
    self.node = node
    self.bus = bus
    self.number = number
    self.vendorID = vendorID
    self.productID = productID
    self.release = release
    self.manufacturer = manufacturer
    self.product = product
    self.serial = serial
    self.interfaces = interfaces
  }

  package struct Interface: Hashable, Sendable {
    package var number: Int
    package var classCode: UInt8
    package var subclass: UInt8
    package var `protocol`: UInt8
    /// The kernel driver bound now: `usblp`, `usbhid`, nil.
    package var driver: String?
    /// The HID report descriptor, where the kernel has parsed it (nil while no HID driver is bound).
    package var reportDescriptor: [UInt8]?
    /// A printer's IEEE 1284 device id, `MFG:EPSON;MDL:TM-T20II;…`, where usblp has asked for it.
    package var deviceID: String?
    package var nodes: [Node]

    package init(
      number: Int, classCode: UInt8, subclass: UInt8, protocol: UInt8, driver: String? = nil,
      reportDescriptor: [UInt8]? = nil, deviceID: String? = nil, nodes: [Node] = []
    ) {
      self.number = number
      self.classCode = classCode
      self.subclass = subclass
      self.protocol = `protocol`
      self.driver = driver
      self.reportDescriptor = reportDescriptor
      self.deviceID = deviceID
      self.nodes = nodes
    }
  }

  /// A device node below an interface.
  package struct Node: Hashable, Sendable {
    package enum Kind: String, Sendable { case tty, hidraw, event, usblp }
    package var kind: Kind
    /// `/dev/ttyACM0`.
    package var path: String

    package init(kind: Kind, path: String) {
      self.kind = kind
      self.path = path
    }
  }
}
