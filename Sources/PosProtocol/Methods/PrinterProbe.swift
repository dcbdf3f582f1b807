import PosModel

/// `printer.probe`: asks a printer at rest what it can answer.
package struct PrinterProbe: Request, Hashable {
  package static let method = "printer.probe"
  package static let params = [Field("printer", .string, "A printer's id or name.")]
  package static let reply: Schema = .object([
    Field("realTime", .nullable(.boolean), "DLE EOT 1 to 4.", optional: true),
    Field("inOrder", .nullable(.boolean), "GS r.", optional: true),
    Field("automatic", .nullable(.boolean), "GS a.", optional: true),
    Field("processID", .nullable(.boolean), "GS ( H 48.", optional: true),
    Field("clearsBuffer", .nullable(.boolean), "DLE DC4 8.", optional: true),
    Field("maker", .nullable(.string), "GS I 66.", optional: true),
    Field("model", .nullable(.string), "GS I 67.", optional: true),
    Field("fontLanguage", .nullable(.string), "GS I 69.", optional: true),
  ])

  package var printer: String

  package init(printer: String) {
    self.printer = printer
  }

  package typealias Reply = ProbedAbilities
}
