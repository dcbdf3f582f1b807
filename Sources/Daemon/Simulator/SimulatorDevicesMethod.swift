import PosModel
import PosProtocol
import Reactor
import Simulator

/// Lists what can be driven on the simulated till.
enum SimulatorDevicesMethod: Method {
  static let permission: Permission? = .observe
  static let summary = "Lists what can be driven on the simulated till, and what it did."

  static func call(_ params: SimulatorDevices, _ call: Call) throws(PosError) -> SimulatorDevices.Reply {
    let till = try call.till
    return till.devices.map(state) + till.drawers.map(state)
  }

  private static func state(_ device: any SimulatedDevice) -> SimulatedDeviceState {
    var counters: [String: Int] = [:]
    if let scanner = device.scanner {
      counters = [
        "goodBeeps": scanner.goodBeeps, "errorBeeps": scanner.errorBeeps, "triggers": scanner.triggers,
      ]
    }
    if let printer = device.printer {
      counters = ["bytes": printer.taken, "lines": printer.paper.fedLines, "waiting": printer.waiting]
    }
    if let drawer = device.drawer { counters = ["kicks": drawer.kicks] }
    return SimulatedDeviceState(
      device: device.name, class: device.deviceClass, plugged: device.isPlugged,
      faults: device.faults.sorted { $0.rawValue < $1.rawValue }, open: device.drawer?.isOpen, counters: counters)
  }

  private static func state(_ drawer: SimulatedTill.Drawer) -> SimulatedDeviceState {
    let printer = drawer.printer.printer
    let model = [printer?.drawer, printer?.secondDrawer].compactMap { $0 }.first { $0.pin == drawer.pin }
    return SimulatedDeviceState(
      device: drawer.name, class: .cashDrawer, plugged: drawer.printer.isPlugged, faults: [],
      printer: drawer.printer.name, open: model?.isOpen, counters: ["kicks": model?.kicks ?? 0])
  }
}
