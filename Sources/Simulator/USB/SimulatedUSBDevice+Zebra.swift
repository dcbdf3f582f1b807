extension SimulatedUSBDevice {
  /// A Zebra scanner in SNAPI mode: HID for scans and commands, a bulk pipe for images.
  package static func snapiScanner(serial: String? = nil) -> SimulatedUSBDevice {
    SimulatedUSBDevice(
      vendorID: 0x05E0, productID: 0x1900, manufacturer: "Symbol Technologies, Inc, 2008",
      product: "Symbol Bar Code Scanner::EA", serial: serial,
      interfaces: [
        Interface(
          classCode: 3, subclass: 0, protocol: 0,
          endpoints: [Endpoint(0x81, .interrupt, packetSize: 32, interval: 1)], reportDescriptor: HIDDescriptors.snapi),
        Interface(number: 1, classCode: 0xFF, subclass: 0, protocol: 0, endpoints: [Endpoint(0x82, .bulk)]),
      ])
  }

  /// The same scanner in the mode of IBM's tills, hand-held or table-top.
  package static func oemScanner(tableTop: Bool = false, serial: String? = nil) -> SimulatedUSBDevice {
    SimulatedUSBDevice(
      vendorID: 0x05E0, productID: tableTop ? 0x1400 : 0x1300, manufacturer: "Symbol Technologies, Inc, 2008",
      product: "Symbol Bar Code Scanner", serial: serial,
      interfaces: [
        Interface(
          classCode: 3, subclass: 0, protocol: 0, endpoints: [Endpoint(0x81, .interrupt, interval: 1)],
          reportDescriptor: HIDDescriptors.oem(usage: tableTop ? 0x4A : 0x4B))
      ])
  }
}

extension HIDDescriptors {
  /// Put together from the reports that SNAPI hosts know; a real scanner has more.
  package static let snapi: [UInt8] = {
    var bytes: [UInt8] = [0x06, 0x00, 0xFF, 0x09, 0x01, 0xA1, 0x01]  // vendor page, application
    bytes += [0x15, 0x00, 0x26, 0xFF, 0x00, 0x75, 0x08]
    let inputs: [(id: UInt8, length: UInt8)] = [(0x21, 3), (0x22, 31), (0x24, 3), (0x25, 3), (0x26, 31)]
    for report in inputs { bytes += [0x85, report.id, 0x95, report.length, 0x09, report.id, 0x81, 0x02] }
    let outputs: [(id: UInt8, length: UInt8)] = [(0x01, 3), (0x02, 1), (0x04, 1), (0x05, 1), (0x06, 1), (0x0A, 1)]
    for report in outputs { bytes += [0x85, report.id, 0x95, report.length, 0x09, report.id, 0x91, 0x02] }
    return bytes + [0xC0]
  }()

  /// IBM's page, usage 4A00 or 4B00: 64 bytes in, 11 bytes out, no report ids.
  package static func oem(usage: UInt8) -> [UInt8] {
    [
      0x06, 0x45, 0xFF, 0x0A, 0x00, usage, 0xA1, 0x01, 0x15, 0x00, 0x26, 0xFF, 0x00, 0x75, 0x08,
      0x95, 0x40, 0x09, 0x01, 0x81, 0x02,  // input
      0x95, 0x0B, 0x09, 0x02, 0x91, 0x02,  // output
      0xC0,
    ]
  }
}
