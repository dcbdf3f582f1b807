/// `simulator.plug`: plugs a simulated device in.
package struct SimulatorPlug: Request, Hashable {
  package typealias Reply = Done

  package static let method = "simulator.plug"
  package static let params = [Field("device", .string, "A simulated device's name, or the device's id.")]
  package static let reply: Schema = Done.schema

  package var device: String

  package init(device: String) {
    self.device = device
  }
}
