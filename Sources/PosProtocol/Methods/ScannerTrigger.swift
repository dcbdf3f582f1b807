/// `scanner.trigger`: pulls the trigger by command, where the scanner can do that.
package struct ScannerTrigger: Request, Hashable {
  package typealias Reply = Done

  package static let method = "scanner.trigger"
  package static let params = [
    Field("device", .string, "A device's id or name."),
    Field("on", .boolean, "Pulled or let go."),
  ]
  package static let reply: Schema = Done.schema

  package var device: String
  package var on: Bool

  package init(device: String, on: Bool) {
    self.device = device
    self.on = on
  }
}
