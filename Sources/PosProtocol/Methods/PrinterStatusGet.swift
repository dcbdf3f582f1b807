import PosModel

/// `printer.status`: asks the printer how it is.
package struct PrinterStatusGet: Request, Hashable {
  package static let method = "printer.status"
  package static let params = [Field("printer", .string, "A printer's id or name.")]
  package static let reply = Schema.shared("PrinterStatus")

  package var printer: String

  package init(printer: String) {
    self.printer = printer
  }

  package typealias Reply = PrinterStatus
}
