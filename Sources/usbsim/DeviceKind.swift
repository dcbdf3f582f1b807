import EscPos
import PosModel
import Simulator

/// The devices that `plug` knows, with the descriptors and ids of the simulated till.
enum DeviceKind: String, CaseIterable {
  case keyboard
  /// A keyboard scanner that types GS as Alt+029.
  case altKeyboard
  case hidpos, serial, printer, vendorPrinter
  /// Zebra's own HID mode, IBM's hand-held and table-top modes, and Zebra's packets on a CDC port.
  case snapi, oem, oemTable, ssi
  /// HID POS as other makers send it; `hidpos` is Honeywell's.
  case newland, datalogic, zebra, accessIS, jieli, youjie, plain
  /// A Posiflex cash drawer.
  case drawer

  /// Of the scanners that the simulated till has, too.
  private var scanner: ScannerKind? { self == .hidpos ? .honeywell : ScannerKind(rawValue: rawValue) }

  private func device(serial: String?) -> SimulatedUSBDevice {
    switch self {
    case .printer: .printer(serial: serial)
    case .vendorPrinter: .vendorClassPrinter(serial: serial)
    case .drawer: .drawer(serial: serial)
    default: scanner?.device(serial: serial) ?? .serialScanner(serial: serial)
    }
  }

  private func makeFunction(
    _ device: SimulatedUSBDevice, _ options: Command, _ loop: EventLoop
  ) throws(SimulatorError) -> any USBFunction {
    switch self {
    case .ssi: ScannerFunction(ScannerModel(.ssi))
    case .printer, .vendorPrinter: PrinterFunction(try makePrinter(device, options), loop: loop)
    case .drawer: DrawerFunction(HIDDrawerModel(number: UInt8(device.productID & 0x07)))
    default: ScannerFunction(scanner?.model ?? ScannerModel(.serial))
    }
  }

  /// A printer is what its strings and its USB id say, or the `profile` that is named.
  private func makePrinter(_ device: SimulatedUSBDevice, _ options: Command) throws(SimulatorError) -> PrinterModel {
    func hex(_ number: UInt16) -> String { String(String(0x10000 + Int(number), radix: 16).dropFirst()) }
    let usb = hex(device.vendorID) + ":" + hex(device.productID)
    var profile = PrinterProfile.match(usb: usb, product: device.product) ?? PrinterCatalogue.builtIn.generic
    if let id = options["profile"] {
      guard let named = PrinterProfile.named(id) else { throw SimulatorError("no profile \(id)") }
      profile = named
    }
    var model = PrinterModel(
      model: profile.names.first ?? "TM-T20II", drawer: DrawerModel(), profile: profile)
    if options["drawers"] == "2" { model.secondDrawer = DrawerModel(pin: 5) }
    model.speed = try options.number("speed")
    model.paperLeft = try options.number("lines")
    return model
  }

  /// Options: `vid`, `pid`, `release` (hex), `serial`, `manufacturer`, `product`, `malformed` (a `Malformation`); of
  /// printers also `profile`, `speed` (mm a second), `lines` (the paper that is left) and `drawers` (2 for one at pin 5).
  func makeDevice(_ options: Command, loop: EventLoop) throws(SimulatorError) -> BusDevice {
    var device = device(serial: options["serial"])
    device.vendorID = try options.hexadecimal("vid") ?? device.vendorID
    device.productID = try options.hexadecimal("pid") ?? device.productID
    device.release = try options.hexadecimal("release") ?? device.release
    device.manufacturer = options["manufacturer"] ?? device.manufacturer
    device.product = options["product"] ?? device.product
    var descriptors = DeviceDescriptors(device)
    if let word = options["malformed"] {
      guard let malformation = Malformation(rawValue: word) else { throw SimulatorError("no malformation \(word)") }
      malformation.apply(to: &descriptors)
    }
    return BusDevice(descriptors: descriptors, function: try makeFunction(device, options, loop))
  }
}
