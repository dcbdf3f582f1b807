/// `scanner.beep`: beeps, where the scanner can do that.
package struct ScannerBeep: Request, Hashable {
  package typealias Reply = Done

  package static let method = "scanner.beep"
  package static let params = [
    Field("device", .string, "A device's id or name."),
    Field("good", .boolean, "The sound of a good or of a bad read."),
  ]
  package static let reply: Schema = Done.schema

  package var device: String
  package var good: Bool

  package init(device: String, good: Bool) {
    self.device = device
    self.good = good
  }
}
