import PosModel

/// `kitchen.order`: sends each dish of an order to its station, all tickets or none.
package struct KitchenOrder: Request, Hashable {
  package static let method = "kitchen.order"
  package static let params = [
    Field("order", .string, "The number of the order, as people say it."),
    Field(
      "key", .string, "The client's own key: the same key is the same order, and prints nothing again.", optional: true),
    Field("table", .string, "Where it is served.", optional: true),
    Field("waiter", .string, "Who took it.", optional: true),
    Field("guests", .integer(minimum: 0), "How many they are.", optional: true),
    Field("note", .string, "A note on the whole order.", optional: true),
    Field("kind", .words(Kind.self), "new if not said; void and rush tickets go before the others.", optional: true),
    Field("items", .array(.object(KitchenItem.members)), "The dishes, 1 to 500."),
    Field(
      "ttlSeconds", .integer(minimum: 1), "Not printed any more after this time; else the station's.", optional: true),
    Field(
      "wait", .words(PrinterPrint.Wait.self), "done: the answer comes when all tickets have ended or are uncertain.",
      optional: true),
  ]
  package static let reply: Schema = .object([
    Field("order", .string, "As it was given."),
    Field("jobs", .array(.shared("Job")), "One ticket a station, in the order of the configuration."),
    Field("unrouted", .array(.integer(minimum: 0)), "The items that went to the default station for want of another."),
    Field("warnings", .array(.shared("PrintWarning")), "What the request has that means nothing.", optional: true),
  ])
  package static let tellsUnknownMembers = true

  package enum Kind: String, Codable, CaseIterable, Hashable, Sendable { case new, void, rush, change }

  package var order: String
  package var key: String?
  package var table: String?
  package var waiter: String?
  package var guests: Int?
  package var note: String?
  package var kind: Kind?
  package var items: [KitchenItem]
  package var ttlSeconds: Int?
  package var wait: PrinterPrint.Wait?

  package init(
    order: String, key: String? = nil, table: String? = nil, waiter: String? = nil, guests: Int? = nil,
    note: String? = nil, kind: Kind? = nil, items: [KitchenItem], ttlSeconds: Int? = nil,
    wait: PrinterPrint.Wait? = nil
  ) {
    self.order = order
    self.key = key
    self.table = table
    self.waiter = waiter
    self.guests = guests
    self.note = note
    self.kind = kind
    self.items = items
    self.ttlSeconds = ttlSeconds
    self.wait = wait
  }

  package struct Reply: Codable, Hashable, Sendable {
    package var order: String
    package var jobs: [PrintJob]
    package var unrouted: [Int]
    package var warnings: [PrintWarning]?

    package init(order: String, jobs: [PrintJob], unrouted: [Int]) {
      self.order = order
      self.jobs = jobs
      self.unrouted = unrouted
    }
  }
}
