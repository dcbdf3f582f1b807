/// `scanner.enable`: switches reading on or off, where the scanner can do that.
package struct ScannerEnable: Request, Hashable {
  package typealias Reply = Done

  package static let method = "scanner.enable"
  package static let params = [
    Field("device", .string, "A device's id or name."),
    Field("on", .boolean, "Whether it shall read."),
  ]
  package static let reply: Schema = Done.schema

  package var device: String
  package var on: Bool

  package init(device: String, on: Bool) {
    self.device = device
    self.on = on
  }
}
