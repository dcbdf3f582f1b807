import PosModel

/// `simulator.devices`: what can be driven on the simulated till, and what it did.
package struct SimulatorDevices: Request, Hashable {
  package typealias Reply = [SimulatedDeviceState]

  package static let method = "simulator.devices"
  package static let params: [Field] = []
  package static let reply: Schema = .array(.object(SimulatedDeviceState.members))

  package init() {}
}

/// One device of the simulated till, as it is behind its cable.
package struct SimulatedDeviceState: Codable, Hashable, Sendable {
  package static let members = [
    Field("device", .string, "The name that the methods simulator.* take."),
    Field("class", .words(DeviceClass.self), "What it is to a POS program."),
    Field("plugged", .boolean, "Whether its cable is in."),
    Field("faults", .array(.words(DeviceFault.self)), "The faults that were ordered; they add up."),
    Field("printer", .nullable(.string), "Drawers: the printer that it hangs on.", optional: true),
    Field("open", .nullable(.boolean), "Drawers: whether it is open.", optional: true),
    Field(
      "counters", .map(.integer), "What happened to it: goodBeeps, errorBeeps, triggers, bytes, lines, cuts, kicks."),
  ]

  package var device: String
  package var `class`: DeviceClass
  package var plugged: Bool
  package var faults: [DeviceFault]
  package var printer: String?
  package var open: Bool?
  package var counters: [String: Int]

  package init(
    device: String, class: DeviceClass, plugged: Bool, faults: [DeviceFault], printer: String? = nil,
    open: Bool? = nil, counters: [String: Int] = [:]
  ) {
    self.device = device
    self.class = `class`
    self.plugged = plugged
    self.faults = faults
    self.printer = printer
    self.open = open
    self.counters = counters
  }
}
