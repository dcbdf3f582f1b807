import PosModel

/// `simulator.fault`: lets a simulated device fail, or makes it well again.
package struct SimulatorFault: Request, Hashable {
  package typealias Reply = Done

  package static let method = "simulator.fault"
  package static let params = [
    Field("device", .string, "A simulated device's name, or the device's id."),
    Field(
      "fault", .nullable(.words(DeviceFault.self)),
      "What happens to it; faults add up. null ends them all and plugs the device in."),
  ]
  package static let reply: Schema = Done.schema

  package var device: String
  package var fault: DeviceFault?

  package init(device: String, fault: DeviceFault?) {
    self.device = device
    self.fault = fault
  }
}
