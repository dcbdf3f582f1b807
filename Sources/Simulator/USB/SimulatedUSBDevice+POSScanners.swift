extension SimulatedUSBDevice {
  /// A scanner in HID POS mode; `youjie` has its keyboard as interface 0 and HID POS as interface 1.
  package static func posScanner(_ maker: POSScannerMaker = .honeywell, serial: String? = nil) -> SimulatedUSBDevice {
    let (vendorID, productID, manufacturer, product) = maker.identity
    let isComposite = maker == .youjie
    let pos = Interface(
      number: isComposite ? 1 : 0, classCode: 3, subclass: 0, protocol: 0,
      endpoints: [
        Endpoint(isComposite ? 0x82 : 0x81, .interrupt, interval: 1),
        Endpoint(isComposite ? 0x03 : 0x02, .interrupt, interval: 1),
      ],
      reportDescriptor: maker.reportDescriptor)
    let keyboard = Interface(
      classCode: 3, subclass: 1, protocol: 1, endpoints: [Endpoint(0x81, .interrupt, packetSize: 8, interval: 1)],
      reportDescriptor: HIDDescriptors.keyboard)
    return SimulatedUSBDevice(
      vendorID: vendorID, productID: productID, manufacturer: manufacturer, product: product, serial: serial,
      interfaces: isComposite ? [keyboard, pos] : [pos])
  }
}

extension POSScannerMaker {
  /// Vendor, product and strings: of a model where they are known (usb.ids), else FFFF for the product.
  fileprivate var identity: (UInt16, UInt16, String, String) {
    switch self {
    case .honeywell: (0x0C2E, 0x0B6A, "Honeywell International Inc.", "Voyager 1400g")
    case .newland: (0x1EAB, 0x1D10, "Newland Auto-ID", "NLS-FM430")
    case .datalogic: (0x05F9, 0xFFFF, "Datalogic ADC, Inc.", "Handheld Barcode Scanner")
    case .zebra: (0x05E0, 0x1A00, "Symbol Technologies, Inc, 2008", "Symbol Bar Code Scanner")
    case .accessIS: (0x0DB5, 0x013B, "Access-IS", "LSR118")
    case .jieli: (0xFFFF, 0x0002, "BARCODE", "USB HID POS")
    case .youjie: (0x23D0, 0xFFFF, "Youjie", "ZL2200")
    case .plain: (0xFFFF, 0x0003, "BARCODE", "SCANNER")
    }
  }
}
