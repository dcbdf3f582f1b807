/// `simulator.unplug`: pulls the cable of a simulated device.
package struct SimulatorUnplug: Request, Hashable {
  package typealias Reply = Done

  package static let method = "simulator.unplug"
  package static let params = [Field("device", .string, "A simulated device's name, or the device's id.")]
  package static let reply: Schema = Done.schema

  package var device: String

  package init(device: String) {
    self.device = device
  }
}
