import PosModel

/// `simulator.plug`: plugs a simulated device in, or another scanner in the place of one.
package struct SimulatorPlug: Request, Hashable {
  package typealias Reply = Done

  package static let method = "simulator.plug"
  package static let params = [
    Field("device", .string, "A simulated device's name, or the device's id."),
    Field("kind", .words(ScannerKind.self), "Scanners: another one takes its place.", optional: true),
  ]
  package static let reply: Schema = Done.schema

  package var device: String
  package var kind: String?

  package init(device: String, kind: String? = nil) {
    self.device = device
    self.kind = kind
  }
}
