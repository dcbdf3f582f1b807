/// `printer.logo.store`: keeps a picture in the printer's own memory, where receipts find it by its key.
package struct PrinterLogoStore: Request, Hashable {
  package static let method = "printer.logo.store"
  package static let params = [
    Field("printer", .string, "A printer's id or name."),
    Field("key", .string, "Two ASCII characters; 1 for printers that count their logos."),
    Field("image", .base64, "A PNG or JPEG file."),
    Field("width", .integer(minimum: 1, maximum: 2000), "In dots; the picture's own if not said.", optional: true),
  ]
  package static let reply: Schema = .object([
    Field("width", .integer(minimum: 0), "In dots."),
    Field("height", .integer(minimum: 0), "In dots."),
    Field("stored", .nullable(.boolean), "null: the printer does not say which logos it has.", optional: true),
  ])

  package var printer: String
  package var key: String
  package var image: Base64
  package var width: Int?

  package init(printer: String, key: String, image: [UInt8], width: Int? = nil) {
    self.printer = printer
    self.key = key
    self.image = Base64(image)
    self.width = width
  }

  package struct Reply: Codable, Hashable, Sendable {
    package var width: Int
    package var height: Int
    package var stored: Bool?

    package init(width: Int, height: Int, stored: Bool?) {
      self.width = width
      self.height = height
      self.stored = stored
    }
  }
}
