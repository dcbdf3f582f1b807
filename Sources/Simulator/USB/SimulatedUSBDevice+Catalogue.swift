extension SimulatedUSBDevice {
  /// A keyboard wedge with the ids of a Zebra DS9208: a boot keyboard.
  package static func keyboardScanner(serial: String? = nil) -> SimulatedUSBDevice {
    SimulatedUSBDevice(
      vendorID: 0x05E0, productID: 0x1200, manufacturer: "Symbol Technologies, Inc, 2008",
      product: "Symbol Bar Code Scanner", serial: serial,
      interfaces: [
        Interface(
          classCode: 3, subclass: 1, protocol: 1, endpoints: [Endpoint(0x81, .interrupt, packetSize: 8, interval: 1)],
          reportDescriptor: HIDDescriptors.keyboard)
      ])
  }

  /// A scanner as a serial port (USB CDC 1.2, PSTN subclass, Abstract Control Model).
  package static func serialScanner(serial: String? = nil) -> SimulatedUSBDevice {
    SimulatedUSBDevice(
      vendorID: 0x05E0, productID: 0x1701, deviceClass: 2, manufacturer: "Symbol Technologies, Inc, 2008",
      product: "Symbol CDC Bar Code Scanner", serial: serial,
      interfaces: [
        Interface(
          classCode: 2, subclass: 2, protocol: 1,
          classDescriptors: [
            5, 0x24, 0x00, 0x10, 0x01,  // header, CDC 1.10
            5, 0x24, 0x01, 0x00, 1,  // call management
            4, 0x24, 0x02, 0x02,  // line coding and serial state
            5, 0x24, 0x06, 0, 1,  // union of interfaces 0 and 1
          ],
          endpoints: [Endpoint(0x81, .interrupt, packetSize: 16, interval: 10)]),
        Interface(
          number: 1, classCode: 0x0A, subclass: 0, protocol: 0,
          endpoints: [Endpoint(0x82, .bulk), Endpoint(0x03, .bulk)]),
      ])
  }

  /// An Epson TM-T20II: printer class, bidirectional.
  package static func printer(serial: String? = nil) -> SimulatedUSBDevice {
    SimulatedUSBDevice(
      vendorID: 0x04B8, productID: 0x0E15, manufacturer: "EPSON", product: "TM-T20II", serial: serial,
      interfaces: [
        Interface(classCode: 7, subclass: 1, protocol: 2, endpoints: [Endpoint(0x01, .bulk), Endpoint(0x82, .bulk)])
      ])
  }

  /// An Epson with the UB-U05 interface board: vendor class, one id for many models.
  package static func vendorClassPrinter(serial: String? = nil) -> SimulatedUSBDevice {
    SimulatedUSBDevice(
      vendorID: 0x04B8, productID: 0x0202, manufacturer: "EPSON", product: "EPSON UB-U05", serial: serial,
      interfaces: [
        Interface(classCode: 0xFF, subclass: 0, protocol: 0, endpoints: [Endpoint(0x01, .bulk), Endpoint(0x82, .bulk)])
      ])
  }

  /// A Posiflex cash drawer with the number 7.
  package static func drawer(serial: String? = nil) -> SimulatedUSBDevice {
    SimulatedUSBDevice(
      vendorID: 0x0D3A, productID: 0x0207, manufacturer: "POSIFLEX", product: "CR-4000 Cash Drawer", serial: serial,
      interfaces: [
        Interface(
          classCode: 3, subclass: 0, protocol: 0,
          endpoints: [Endpoint(0x81, .interrupt, interval: 1), Endpoint(0x02, .interrupt, interval: 1)],
          reportDescriptor: HIDDescriptors.drawer)
      ])
  }
}
