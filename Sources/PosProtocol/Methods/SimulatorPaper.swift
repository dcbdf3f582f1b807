/// `simulator.paper`: what has come out of a simulated printer.
package struct SimulatorPaper: Request, Hashable {
  package static let method = "simulator.paper"
  package static let params = [
    Field("printer", .string, "A simulated printer's name, or the device's id."),
    Field("format", .words(Format.self), "text: what can be read; png: a picture; bytes: what the printer got."),
    Field("clear", .nullable(.boolean), "Tears the paper off afterwards.", optional: true),
  ]
  package static let reply: Schema = .object([
    Field("text", .nullable(.string), "The lines; a cut is a line [cut].", optional: true),
    Field("png", .nullable(.base64), "The picture of the paper.", optional: true),
    Field("bytes", .nullable(.base64), "What was printed, without real-time commands; at most 4 MiB.", optional: true),
    Field("cuts", .integer(minimum: 0), "How often the paper was cut."),
    Field("unknown", .array(.base64), "Commands that the simulated printer does not know; at most 100."),
  ])

  package enum Format: String, Codable, CaseIterable, Sendable { case text, png, bytes }

  package var printer: String
  package var format: Format
  package var clear: Bool?

  package init(printer: String, format: Format, clear: Bool? = nil) {
    self.printer = printer
    self.format = format
    self.clear = clear
  }

  package struct Reply: Codable, Hashable, Sendable {
    package var text: String?
    package var png: Base64?
    package var bytes: Base64?
    package var cuts: Int
    package var unknown: [Base64]

    package init(text: String? = nil, png: Base64? = nil, bytes: Base64? = nil, cuts: Int, unknown: [Base64]) {
      self.text = text
      self.png = png
      self.bytes = bytes
      self.cuts = cuts
      self.unknown = unknown
    }
  }
}
