import PosModel

/// `printer.sample`: prints lines from which a person sees what a printer can do.
package struct PrinterSample: Request, Hashable {
  package static let method = "printer.sample"
  package static let params = [
    Field("printer", .string, "A printer's id or name."),
    Field(
      "codePages", .array(.string), "Code pages to look for: a line for each number that printers give them.",
      optional: true),
  ]
  package static let reply = Schema.shared("Job")

  package var printer: String
  package var codePages: [String]?

  package init(printer: String, codePages: [String]? = nil) {
    self.printer = printer
    self.codePages = codePages
  }

  package typealias Reply = PrintJob
}
