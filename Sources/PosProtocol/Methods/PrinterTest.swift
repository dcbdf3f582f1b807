import PosModel

/// `printer.test`: prints a page that shows everything that the printer's profile says.
package struct PrinterTest: Request, Hashable {
  package static let method = "printer.test"
  package static let params = [Field("printer", .string, "A printer's id or name.")]
  package static let reply = Schema.shared("Job")

  package var printer: String

  package init(printer: String) {
    self.printer = printer
  }

  package typealias Reply = PrintJob
}
