/// `simulator.scan`: puts a code in front of a simulated scanner.
package struct SimulatorScan: Request, Hashable {
  package typealias Reply = Done

  package static let method = "simulator.scan"
  package static let params = [
    Field("device", .string, "A simulated scanner's name, or the device's id."),
    Field("text", .string, "What the code holds; GS is \\u001d. At most 7,089 bytes of UTF-8."),
    Field(
      "aim", .nullable(.string),
      "The AIM identifier, like ]E0; nothing lets a HID POS scanner choose, and others send none.", optional: true),
  ]
  package static let reply: Schema = Done.schema

  package var device: String
  package var text: String
  package var aim: String?

  package init(device: String, text: String, aim: String? = nil) {
    self.device = device
    self.text = text
    self.aim = aim
  }
}
