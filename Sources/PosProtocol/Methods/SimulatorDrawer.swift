/// `simulator.drawer`: opens or closes a simulated drawer by hand.
package struct SimulatorDrawer: Request, Hashable {
  package typealias Reply = Done

  package static let method = "simulator.drawer"
  package static let params = [
    Field("drawer", .string, "A simulated drawer's name, or the device's id."),
    Field("open", .boolean, "false pushes it in, true opens it with the key."),
  ]
  package static let reply: Schema = Done.schema

  package var drawer: String
  package var open: Bool

  package init(drawer: String, open: Bool) {
    self.drawer = drawer
    self.open = open
  }
}
