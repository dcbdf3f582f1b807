/// `printer.logo.list`: the keys of the logos that a printer keeps.
package struct PrinterLogoList: Request, Hashable {
  package static let method = "printer.logo.list"
  package static let params = [Field("printer", .string, "A printer's id or name.")]
  package static let reply: Schema = .object([Field("keys", .array(.string), "As the printer lists them.")])

  package var printer: String

  package init(printer: String) {
    self.printer = printer
  }

  package struct Reply: Codable, Hashable, Sendable {
    package var keys: [String]

    package init(keys: [String]) {
      self.keys = keys
    }
  }
}
