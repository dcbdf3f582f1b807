/// One `[[station]]`: a place in the kitchen, printed to by its name.
package struct Station: Hashable, Sendable {
  package var name: String
  /// Names or ids of printers, in the order of failover.
  package var printers: [String]
  /// How long a job may wait; nil for ever.
  package var ttl: Duration?
  package var copies: Int
  /// What stands on its tickets; nil: its name.
  package var title: String?
  /// nil: the built-in one of its language.
  package var template: TicketTemplate?
  package var language = TicketLanguage.both
  /// How often the printer beeps before a ticket.
  package var beeps = 0
  /// Tickets of which nothing has left wait so long for a printer that cannot print.
  package var failoverAfter = Duration.seconds(15)
  /// Tickets of which something may be on paper wait so long.
  package var uncertainAfter = Duration.seconds(60)
  /// The first printer has to be well so long before it takes the tickets again.
  package var returnAfter = Duration.seconds(30)
  /// It gets the whole order.
  package var isExpo = false
  /// It gets what goes nowhere else.
  package var isDefault = false
  package var categories: [String] = []
  /// When its day begins, and its numbers with it: minutes after midnight.
  package var dayStart = 0

  package init(name: String, printers: [String], ttl: Duration? = nil, copies: Int = 1) {
    self.name = name
    self.printers = printers
    self.ttl = ttl
    self.copies = copies
  }

  /// What people call it.
  package var label: String { title ?? name }
}

/// The words of the built-in tickets.
package enum TicketLanguage: String, CaseIterable, Hashable, Sendable {
  case zh, en, both
}
