/// The devices that `plug` knows, with the ids that they have when the scenario says nothing.
enum DeviceKind: String, CaseIterable {
  case keyboard, hidpos, serial, printer, vendorPrinter

  private var vendor: UInt16 {
    switch self {
    case .keyboard, .serial: 0x05E0
    case .hidpos: 0x0C2E
    case .printer, .vendorPrinter: 0x04B8
    }
  }

  private var product: UInt16 {
    switch self {
    case .keyboard: 0x1200
    case .serial: 0x1701
    case .hidpos: 0x0B61
    case .printer: 0x0E15
    case .vendorPrinter: 0x0202
    }
  }

  private var names: (manufacturer: String, product: String) {
    switch self {
    case .keyboard: ("Symbol Technologies", "Bar Code Scanner")
    case .serial: ("Symbol Technologies", "USB CDC Scanner")
    case .hidpos: ("Honeywell", "Voyager 1400g")
    case .printer, .vendorPrinter: ("EPSON", "TM-T20II")
    }
  }

  private var interfaces: [DeviceDescriptors.Interface] {
    switch self {
    case .keyboard: [KeyboardFunction.interface]
    case .hidpos: [HIDPOSFunction.interface]
    case .serial: SerialFunction.interfaces
    case .printer: [PrinterFunction.interface(vendorClass: false)]
    case .vendorPrinter: [PrinterFunction.interface(vendorClass: true)]
    }
  }

  private func makeFunction() -> any USBFunction {
    switch self {
    case .keyboard: KeyboardFunction()
    case .hidpos: HIDPOSFunction()
    case .serial: SerialFunction()
    case .printer, .vendorPrinter: PrinterFunction()
    }
  }

  /// Options: `vid`, `pid`, `release` (hex), `serial`, `manufacturer`, `product`, `malformed` (a `Malformation`).
  func makeDevice(_ options: Command) throws(SimulatorError) -> SimulatedDevice {
    var descriptors = DeviceDescriptors(
      vendor: try options.hexadecimal("vid") ?? vendor, product: try options.hexadecimal("pid") ?? product,
      release: try options.hexadecimal("release") ?? 0x0100, deviceClass: self == .serial ? 2 : 0,
      names: [
        options["manufacturer"] ?? names.manufacturer, options["product"] ?? names.product, options["serial"] ?? "",
      ],
      interfaces: interfaces)
    if let word = options["malformed"] {
      guard let malformation = Malformation(rawValue: word) else { throw SimulatorError("no malformation \(word)") }
      malformation.apply(to: &descriptors)
    }
    return SimulatedDevice(descriptors: descriptors, function: makeFunction())
  }
}
