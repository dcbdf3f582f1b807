import PosModel
import Reactor

/// A complete till without hardware: two scanners, a receipt printer with its drawer, a drawer on USB, a printer in the
/// kitchen.
///
/// Everything above the transports is the real daemon; this is what it finds on the cables.
@ReactorActor
package final class SimulatedTill {
  /// A drawer and the printer that it hangs on.
  package struct Drawer {
    package let name: String
    package let printer: any SimulatedDevice
    package let pin: Int
  }

  package let ports: [SimulatedUSBPort]
  package let kitchen: NetworkPrinter
  package private(set) var drawers: [Drawer]
  /// Told at each plug and unplug on the USB ports.
  var moved: @ReactorActor () -> Void = {}

  /// The port of the kitchen printer where it is free.
  package nonisolated static let kitchenPort = 19_100

  /// `front` is whose HID POS scanner stands at the front, `others` are more devices on USB. Throws when the machine has no
  /// TCP port left.
  package init(
    kitchenPort: Int = SimulatedTill.kitchenPort, front maker: POSScannerMaker = .honeywell,
    others: [SimulatedUSBPort] = []
  ) throws(PosError) {
    let front = SimulatedUSBPort(
      name: "front", usb: .posScanner(maker, serial: "SIMFRONT"), path: "1-1", number: 2,
      scanner: ScannerModel(.hidPOS, maker: maker))
    let hand = SimulatedUSBPort(
      name: "hand", usb: .keyboardScanner(serial: "SIMHAND"), path: "1-2", number: 3,
      scanner: ScannerModel(.keyboard(.control)))
    let receipt = SimulatedUSBPort(
      name: "receipt", usb: .printer(serial: "SIMRECEIPT"), path: "1-3", number: 4,
      printer: PrinterModel(serial: "SIMRECEIPT", drawer: DrawerModel()))
    let side = SimulatedUSBPort(
      name: "side-drawer", usb: .drawer(serial: "SIMDRAWER"), path: "1-4", number: 5, drawer: HIDDrawerModel())
    ports = [front, hand, receipt, side] + others
    drawers = [Drawer(name: "till-drawer", printer: receipt, pin: 2)]
    do throws(SystemError) {
      kitchen = try NetworkPrinter(
        name: "kitchen", preferredPort: kitchenPort, printer: PrinterModel(model: "TM-T88V", serial: "SIMKITCHEN"))
    } catch {
      throw PosError(
        .failure, "the simulated kitchen printer cannot listen on 127.0.0.1",
        remedy: "see whether the machine has its loopback interface up", cause: "\(error)")
    }
    for port in ports {
      port.moved = { [weak self] in self?.moved() }
    }
  }

  package var devices: [any SimulatedDevice] { ports + [kitchen] }

  package var names: [String] { devices.map(\.name) + drawers.map(\.name) }

  /// Throws `noSuchDevice` and names those that there are.
  package func device(_ name: String) throws(PosError) -> any SimulatedDevice {
    if let device = devices.first(where: { $0.name == name }) { return device }
    if let drawer = drawers.first(where: { $0.name == name }) { return drawer.printer }
    throw PosError(
      .noSuchDevice, "the simulated till has no \(name)", remedy: "use one of " + names.joined(separator: ", "))
  }

  /// Plugs another scanner in where one hangs. Throws `illegal` where none does.
  package func plug(_ kind: ScannerKind, at name: String) throws(PosError) {
    guard let port = try device(name) as? SimulatedUSBPort else {
      throw PosError(.illegal, "\(name) is not a scanner", remedy: "name a scanner, or no kind", device: name)
    }
    try port.plug(kind)
  }

  /// Puts a code in front of a scanner. Throws `illegal` for what is no scanner or what it cannot send.
  package func scan(_ name: String, text: String, aim: String?) throws(PosError) {
    guard let port = try device(name) as? SimulatedUSBPort else {
      throw PosError(.illegal, "\(name) is not a scanner", device: name)
    }
    try port.scan(Array(text.utf8), aim: aim)
  }

  /// What has come out of a printer. Throws `illegal` for what is no printer.
  package func paper(_ name: String, clear: Bool) throws(PosError) -> Paper {
    let device = try device(name)
    guard let paper = device.printer?.paper else {
      throw PosError(.illegal, "\(name) is not a printer", device: name)
    }
    if clear { device.printer?.tearOff() }
    return paper
  }

  /// Adds a fault, or ends them all. Throws `illegal` for a fault that the device cannot have.
  package func order(_ fault: DeviceFault?, on name: String) throws(PosError) {
    let device = try device(name)
    guard let fault else { return device.clearFaults() }
    try device.add(fault)
  }

  /// Puts a second drawer, at pin 5, on a printer. Nothing where it has one already, or the name is taken.
  package func addDrawer(_ name: String, on printer: any SimulatedDevice) {
    guard !names.contains(name), printer.printer?.secondDrawer == nil else { return }
    printer.printer?.secondDrawer = DrawerModel(pin: 5)
    drawers.append(Drawer(name: name, printer: printer, pin: 5))
  }

  /// Opens or closes a drawer by hand.
  package func setDrawer(_ name: String, open: Bool) throws(PosError) {
    if let drawer = drawers.first(where: { $0.name == name }) {
      drawer.printer.printer?.setDrawer(open: open, pin: drawer.pin)
      drawer.printer.modelChanged()
    } else if let port = ports.first(where: { $0.name == name && $0.drawer != nil }) {
      port.drawer?.isOpen = open
    } else {
      let known = drawers.map(\.name) + ports.filter { $0.drawer != nil }.map(\.name)
      throw PosError(
        .illegal, "\(name) is not a drawer of the simulated till", remedy: "use " + known.joined(separator: ", "),
        device: name)
    }
  }

  /// Ends the network printer; the USB devices end with their transports.
  package func stop() {
    kitchen.unplug()
  }
}
