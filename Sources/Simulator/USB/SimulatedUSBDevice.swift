import PosModel

/// What a simulated device says about itself on USB (USB 2.0, chapter 9): one configuration at full speed.
package struct SimulatedUSBDevice: Hashable, Sendable {
  package var vendorID: UInt16
  package var productID: UInt16
  /// bcdDevice.
  package var release: UInt16
  package var deviceClass: UInt8
  package var manufacturer: String?
  package var product: String?
  package var serial: String?
  package var interfaces: [Interface]

  package init(
    vendorID: UInt16, productID: UInt16, release: UInt16 = 0x0100, deviceClass: UInt8 = 0, manufacturer: String?,
    product: String?, serial: String? = nil, interfaces: [Interface]
  ) {
    self.vendorID = vendorID
    self.productID = productID
    self.release = release
    self.deviceClass = deviceClass
    self.manufacturer = manufacturer
    self.product = product
    self.serial = serial
    self.interfaces = interfaces
  }

  package struct Interface: Hashable, Sendable {
    package var number: UInt8
    package var classCode: UInt8
    package var subclass: UInt8
    package var `protocol`: UInt8
    /// Class descriptors between the interface and its endpoints, except the HID descriptor.
    package var classDescriptors: [UInt8]
    package var endpoints: [Endpoint]
    /// HID only.
    package var reportDescriptor: [UInt8]?

    package init(
      number: UInt8 = 0, classCode: UInt8, subclass: UInt8, protocol: UInt8, classDescriptors: [UInt8] = [],
      endpoints: [Endpoint], reportDescriptor: [UInt8]? = nil
    ) {
      self.number = number
      self.classCode = classCode
      self.subclass = subclass
      self.protocol = `protocol`
      self.classDescriptors = classDescriptors
      self.endpoints = endpoints
      self.reportDescriptor = reportDescriptor
    }
  }

  package struct Endpoint: Hashable, Sendable {
    package enum Transfer: UInt8, Sendable { case bulk = 2, interrupt = 3 }
    /// Bit 7 is set for IN.
    package var address: UInt8
    package var transfer: Transfer
    package var packetSize: UInt16
    /// In milliseconds.
    package var interval: UInt8

    package init(_ address: UInt8, _ transfer: Transfer, packetSize: UInt16 = 64, interval: UInt8 = 0) {
      self.address = address
      self.transfer = transfer
      self.packetSize = packetSize
      self.interval = interval
    }
  }

  /// The folder of sysfs in which no kernel puts a device.
  static let syspath = "/sys/devices/simulated/"

  /// What discovery finds when this device sits on a port; a replug gives it another number.
  package func discovered(port: String, number: Int) -> DiscoveredDevice {
    DiscoveredDevice(
      port: port, syspath: Self.syspath + port, node: "/dev/bus/usb/simulated/\(port)/\(number)", bus: 0,
      number: number, vendorID: vendorID, productID: productID, release: release, manufacturer: manufacturer,
      product: product, serial: serial,
      interfaces: interfaces.map { interface in
        DiscoveredDevice.Interface(
          number: Int(interface.number), classCode: interface.classCode, subclass: interface.subclass,
          protocol: interface.protocol, reportDescriptor: interface.reportDescriptor,
          nodes: interface.reportDescriptor == nil
            ? [] : [DiscoveredDevice.Node(kind: .hidraw, path: "/dev/simulated/hidraw-\(port).\(interface.number)")])
      })
  }
}
