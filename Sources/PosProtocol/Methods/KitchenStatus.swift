import PosModel

/// `kitchen.status`: how each station is, and what somebody has to look at.
package struct KitchenStatus: Request, Hashable {
  package static let method = "kitchen.status"
  package static let params = [
    Field("station", .string, "One station; nothing means all.", optional: true)
  ]
  package static let reply: Schema = .array(.object(StationStatus.members))

  package var station: String?

  package init(station: String? = nil) {
    self.station = station
  }

  package typealias Reply = [StationStatus]
}

/// A station as clients see it.
package struct StationStatus: Codable, Hashable, Sendable {
  package static let members = [
    Field("station", .string, "Its name."),
    Field("title", .string, "What stands on its tickets."),
    Field("active", .nullable(.string), "The printer that takes its tickets now; null: there is none."),
    Field("failedOverSince", .nullable(.time), "Since when another printer than the first one stands in."),
    Field("chain", .array(.object(Printer.members)), "Its printers, in the order of failover."),
    Field("waiting", .integer(minimum: 0), "Tickets that are not on paper yet."),
    Field("oldestSeconds", .nullable(.integer(minimum: 0)), "How long the oldest of them has waited."),
    Field("day", .string, "The station's day, by which it numbers."),
    Field("lastNumber", .integer(minimum: 0), "The last number of that day; 0: none yet."),
    Field(
      "attention", .array(.shared("Job")), "What somebody has to look at: uncertain, expired, failed; newest first."),
  ]

  /// One printer of the chain.
  package struct Printer: Codable, Hashable, Sendable {
    package static let members = [
      Field("printer", .string, "As the configuration names it."),
      Field("device", .nullable(.string), "The device's id; null: there is no such device."),
      Field("state", .words(State.self), "ready, or why it takes no ticket."),
      Field("reason", .nullable(.shared("DeviceReason")), "Why it does not print."),
      Field("since", .nullable(.time), "Since when it does not print."),
    ]

    /// A device's state, or `blocked`: it is there, but has no paper, an open cover or such.
    package enum State: String, Codable, CaseIterable, Hashable, Sendable {
      case ready, blocked, opening, faulted, absent
    }

    package var printer: String
    package var device: String?
    package var state: State
    package var reason: DeviceReason?
    package var since: String?

    package init(printer: String, device: String?, state: State, reason: DeviceReason?, since: String?) {
      self.printer = printer
      self.device = device
      self.state = state
      self.reason = reason
      self.since = since
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(printer, forKey: .printer)
      try container.encode(device, forKey: .device)
      try container.encode(state, forKey: .state)
      try container.encode(reason, forKey: .reason)
      try container.encode(since, forKey: .since)
    }
  }

  package var station: String
  package var title: String
  package var active: String?
  package var failedOverSince: String?
  package var chain: [Printer]
  package var waiting: Int
  package var oldestSeconds: Int?
  package var day: String
  package var lastNumber: Int
  package var attention: [PrintJob]

  package init(
    station: String, title: String, active: String?, failedOverSince: String?, chain: [Printer], waiting: Int,
    oldestSeconds: Int?, day: String, lastNumber: Int, attention: [PrintJob]
  ) {
    self.station = station
    self.title = title
    self.active = active
    self.failedOverSince = failedOverSince
    self.chain = chain
    self.waiting = waiting
    self.oldestSeconds = oldestSeconds
    self.day = day
    self.lastNumber = lastNumber
    self.attention = attention
  }

  /// Says null for what is not known.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(station, forKey: .station)
    try container.encode(title, forKey: .title)
    try container.encode(active, forKey: .active)
    try container.encode(failedOverSince, forKey: .failedOverSince)
    try container.encode(chain, forKey: .chain)
    try container.encode(waiting, forKey: .waiting)
    try container.encode(oldestSeconds, forKey: .oldestSeconds)
    try container.encode(day, forKey: .day)
    try container.encode(lastNumber, forKey: .lastNumber)
    try container.encode(attention, forKey: .attention)
  }
}
