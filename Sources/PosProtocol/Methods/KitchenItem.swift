/// One dish of an order.
package struct KitchenItem: Codable, Hashable, Sendable {
  package static let members = [
    Field("name", .string, "The dish."),
    Field("quantity", KitchenAmount.schema, "How many, as it shall be read."),
    Field("station", .string, "The station that makes it; comes before the category.", optional: true),
    Field("category", .string, "Goes to each station that lists this category.", optional: true),
    Field("notes", .array(.string), "What to mind: no coriander, allergies.", optional: true),
    Field("options", .array(.string), "What was chosen: medium, large.", optional: true),
    Field("price", KitchenAmount.schema, "For templates that print it.", optional: true),
  ]

  package var name: String
  package var quantity: KitchenAmount
  package var station: String?
  package var category: String?
  package var notes: [String]?
  package var options: [String]?
  package var price: KitchenAmount?

  package init(
    name: String, quantity: KitchenAmount, station: String? = nil, category: String? = nil, notes: [String]? = nil,
    options: [String]? = nil, price: KitchenAmount? = nil
  ) {
    self.name = name
    self.quantity = quantity
    self.station = station
    self.category = category
    self.notes = notes
    self.options = options
    self.price = price
  }
}
