import PosModel
import Simulator

/// The devices that `plug` knows, with the descriptors and ids of the simulated till.
enum DeviceKind: String, CaseIterable {
  case keyboard
  /// A keyboard scanner that types GS as Alt+029.
  case altKeyboard
  case hidpos, serial, printer, vendorPrinter

  private func device(serial: String?) -> SimulatedUSBDevice {
    switch self {
    case .keyboard, .altKeyboard: .keyboardScanner(serial: serial)
    case .hidpos: .posScanner(serial: serial)
    case .serial: .serialScanner(serial: serial)
    case .printer: .printer(serial: serial)
    case .vendorPrinter: .vendorClassPrinter(serial: serial)
    }
  }

  private func makeFunction() -> any USBFunction {
    switch self {
    case .keyboard: ScannerFunction(ScannerModel(.keyboard(.control)))
    case .altKeyboard: ScannerFunction(ScannerModel(.keyboard(.altKeypad)))
    case .hidpos: ScannerFunction(ScannerModel(.hidPOS))
    case .serial: ScannerFunction(ScannerModel(.serial))
    case .printer, .vendorPrinter: PrinterFunction()
    }
  }

  /// Options: `vid`, `pid`, `release` (hex), `serial`, `manufacturer`, `product`, `malformed` (a `Malformation`).
  func makeDevice(_ options: Command) throws(SimulatorError) -> BusDevice {
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
    return BusDevice(descriptors: descriptors, function: makeFunction())
  }
}
