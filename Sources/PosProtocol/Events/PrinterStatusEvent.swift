import PosModel

/// `printer.status`: the whole status of a printer, each time that a part of it changes.
package struct PrinterStatusEvent: Event, Hashable {
  package static let type = "printer.status"
  package static let permission = Permission.observe
  package static let summary = "The status of a printer has changed."
  package static let members = PrinterStatus.members

  package var status: PrinterStatus

  package init(_ status: PrinterStatus) {
    self.status = status
  }

  package init(from decoder: any Decoder) throws {
    status = try PrinterStatus(from: decoder)
  }

  package func encode(to encoder: any Encoder) throws {
    try status.encode(to: encoder)
  }
}
