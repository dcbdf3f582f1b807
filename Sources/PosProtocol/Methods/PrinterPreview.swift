import PosModel

/// `printer.preview`: what a printer would put on paper, read back from the bytes that it would get.
package struct PrinterPreview: Request, Hashable {
  package static let method = "printer.preview"
  package static let params = [
    Field("content", .object(PrinterPrint.Content.members), "What to print: exactly one of the members."),
    Field("printer", .string, "The printer's id or name.", optional: true),
    Field("profile", .string, "A printer that is not there, by its profile; else generic-80.", optional: true),
    Field("format", .words(Format.self), "text: what can be read; png: a picture of the paper."),
    Field("scale", .integer(minimum: 1, maximum: 4), "Pixels a dot; 1 if not said.", optional: true),
  ]
  package static let reply: Schema = .object([
    Field("text", .nullable(.string), "The lines; a cut is a line [cut].", optional: true),
    Field("png", .nullable(.base64), "The picture.", optional: true),
    Field("width", .integer(minimum: 0), "Of the paper, in dots."),
    Field("height", .integer(minimum: 0), "Of the paper, in dots."),
    Field("cuts", .integer(minimum: 0), "How often the paper is cut."),
    Field("bytes", .integer(minimum: 0), "How many bytes the printer would get."),
    Field(
      "unknown",
      .array(
        .object([
          Field("offset", .integer(minimum: 0), "Where it begins, in bytes."),
          Field("bytes", .base64, "The command; at most 32 bytes of it."),
        ])), "Commands that this printer does not know; at most 100."),
    Field(
      "cutOff", .nullable(.integer(minimum: 0)), "Where a command begins that the content ends in the middle of.",
      optional: true),
    Field("warnings", .array(.shared("PrintWarning")), "What is not as it was meant.", optional: true),
  ])

  package enum Format: String, Codable, CaseIterable, Sendable { case text, png }

  package var content: PrinterPrint.Content
  package var printer: String?
  package var profile: String?
  package var format: Format
  package var scale: Int?

  package init(
    content: PrinterPrint.Content, printer: String? = nil, profile: String? = nil, format: Format, scale: Int? = nil
  ) {
    self.content = content
    self.printer = printer
    self.profile = profile
    self.format = format
    self.scale = scale
  }

  package struct Reply: Codable, Hashable, Sendable {
    package struct Unknown: Codable, Hashable, Sendable {
      package var offset: Int
      package var bytes: Base64

      package init(offset: Int, bytes: [UInt8]) {
        self.offset = offset
        self.bytes = Base64(bytes)
      }
    }

    package var text: String?
    package var png: Base64?
    package var width: Int
    package var height: Int
    package var cuts: Int
    package var bytes: Int
    package var unknown: [Unknown]
    package var cutOff: Int?
    package var warnings: [PrintWarning]?

    package init(width: Int, height: Int, cuts: Int, bytes: Int, unknown: [Unknown], cutOff: Int?) {
      self.width = width
      self.height = height
      self.cuts = cuts
      self.bytes = bytes
      self.unknown = unknown
      self.cutOff = cutOff
    }
  }
}
