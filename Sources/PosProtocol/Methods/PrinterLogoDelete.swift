/// `printer.logo.delete`: removes a logo from a printer's memory.
package struct PrinterLogoDelete: Request, Hashable {
  package static let method = "printer.logo.delete"
  package static let params = [
    Field("printer", .string, "A printer's id or name."), Field("key", .string, "The logo's key."),
  ]
  package static let reply = Done.schema

  package var printer: String
  package var key: String

  package init(printer: String, key: String) {
    self.printer = printer
    self.key = key
  }

  package typealias Reply = Done
}
