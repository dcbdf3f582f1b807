import PosModel

/// `printer.sample`: prints lines from which a person sees what a printer can do.
package struct PrinterSample: Request, Hashable {
  package static let method = "printer.sample"
  package static let params = [Field("printer", .string, "A printer's id or name.")]
  package static let reply = Schema.shared("Job")

  package var printer: String

  package init(printer: String) {
    self.printer = printer
  }

  package typealias Reply = PrintJob
}
