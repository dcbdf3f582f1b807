import PosProtocol

/// What the fields of a template stand for on one ticket.
struct Ticket: Hashable, Sendable {
  var fields: [String: String]
  var items: [[String: String]]
  /// How often the printer beeps before it.
  var beeps = 0

  /// The same with its number, once that is known.
  func numbered(_ number: Int) -> Ticket {
    var ticket = self
    let digits = String(number)
    ticket.fields["number"] = String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    return ticket
  }

  /// Tries a template; digits, so that a barcode can be tried with them.
  static let sample = Ticket(
    fields: Dictionary(uniqueKeysWithValues: TicketTemplate.fields.map { ($0, "123456789012") }),
    items: [Dictionary(uniqueKeysWithValues: TicketTemplate.itemFields.map { ($0, "123456789012") })])
}

extension Ticket {
  /// The ticket of a station for its part of an order; `time` is in milliseconds since 1970.
  init(_ order: KitchenOrder, _ part: TicketPart, stations: [Station], time: Int64) {
    let station = part.station
    let language = station.language
    fields = [
      "order": order.order, "table": order.table ?? "", "station": station.label,
      "time": String(LocalTime.clock(time).prefix(5)), "date": LocalTime.day(time), "waiter": order.waiter ?? "",
      "guests": order.guests.map(String.init) ?? "", "note": order.note ?? "",
      "kind": language.word(for: order.kind ?? .new),
    ]
    let comma = language == .zh ? "，" : ", "
    items = part.items.map { entry in
      let item = entry.item
      return [
        "name": item.name, "quantity": item.quantity.text, "notes": (item.notes ?? []).joined(separator: comma),
        "options": (item.options ?? []).joined(separator: comma), "price": item.price?.text ?? "",
        "stations": entry.places.joined(separator: comma),
      ]
    }
    beeps = station.beeps
  }
}
