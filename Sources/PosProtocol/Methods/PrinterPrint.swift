import PosModel

/// `printer.print`: puts a job on the disk, then on paper.
package struct PrinterPrint: Request, Hashable {
  package static let method = "printer.print"
  package static let params = [
    Field("printer", .string, "A printer's id or name, or a station."),
    Field("key", .string, "The client's own key: the same key for the same printer is the same job.", optional: true),
    Field("title", .string, "What people call it: a table, an order; shown in lists and slips.", optional: true),
    Field("content", .object(Content.members), "What to print: exactly one of the members."),
    Field("copies", .integer(minimum: 1, maximum: 99), "How many; 1 if not said.", optional: true),
    Field("copyNames", .array(.string), "A name for each copy, printed on it; as many copies.", optional: true),
    Field(
      "tearPauseMs", .integer(minimum: 0, maximum: 60_000),
      "The time to tear off between two copies; 2000 with names, else 0.", optional: true),
    Field(
      "policy", .words(PrintPolicy.self),
      "What becomes of a copy that broke off: it waits for jobs.resolve (if not said), or is printed again, marked.",
      optional: true),
    Field("priority", .words(PrintLane.self), "rush: before what waits and has not begun.", optional: true),
    Field("ttlSeconds", .integer(minimum: 1), "Not printed any more after this time.", optional: true),
    Field("openDrawer", .boolean, "Opens the drawer at once, not when the job's turn comes.", optional: true),
    Field("wait", .words(Wait.self), "done: the answer comes when the job has ended or is uncertain.", optional: true),
  ]
  package static let reply = Schema.shared("Job")
  package static let tellsUnknownMembers = true

  package var printer: String
  package var key: String?
  package var title: String?
  package var content: Content
  package var copies: Int?
  package var copyNames: [String]?
  package var tearPauseMs: Int?
  package var policy: PrintPolicy?
  package var priority: PrintLane?
  package var ttlSeconds: Int?
  package var openDrawer: Bool?
  package var wait: Wait?

  package init(
    printer: String, key: String? = nil, title: String? = nil, content: Content, copies: Int? = nil,
    copyNames: [String]? = nil, tearPauseMs: Int? = nil, policy: PrintPolicy? = nil, priority: PrintLane? = nil,
    ttlSeconds: Int? = nil, openDrawer: Bool? = nil, wait: Wait? = nil
  ) {
    self.printer = printer
    self.key = key
    self.title = title
    self.content = content
    self.copies = copies
    self.copyNames = copyNames
    self.tearPauseMs = tearPauseMs
    self.policy = policy
    self.priority = priority
    self.ttlSeconds = ttlSeconds
    self.openDrawer = openDrawer
    self.wait = wait
  }

  package enum Wait: String, Codable, CaseIterable, Sendable { case accepted, done }

  /// One of several kinds of content.
  package struct Content: Codable, Hashable, Sendable {
    package var text: String?
    package var raw: Base64?
    package var receipt: JSONSource?
    package var markup: String?
    package var image: Base64?

    package init(text: String) { self.text = text }
    package init(raw: [UInt8]) { self.raw = Base64(raw) }
    package init(receipt: JSONValue) { self.receipt = JSONSource(receipt) }
    package init(markup: String) { self.markup = markup }
    package init(image: [UInt8]) { self.image = Base64(image) }

    /// Whether there is nothing in it to print. Blank lines are something.
    package var isEmpty: Bool {
      let isEmptyReceipt = receipt.map { $0.text.utf8.filter { $0 > 0x20 }.elementsEqual("[]".utf8) }
      let empty = [text?.isEmpty, raw?.bytes.isEmpty, isEmptyReceipt, markup?.isEmpty, image?.bytes.isEmpty]
      return empty.allSatisfy { $0 ?? true }
    }

    package static let members = [
      Field("text", .string, "Plain text; lines end with LF.", optional: true),
      Field("raw", .base64, "Bytes in the printer's own language, passed untouched.", optional: true),
      Field("receipt", .array(.any), "A receipt document.", optional: true),
      Field("markup", .string, "ReceiptLine markup.", optional: true),
      Field("image", .base64, "A picture.", optional: true),
    ]
  }

  package typealias Reply = PrintJob
}
