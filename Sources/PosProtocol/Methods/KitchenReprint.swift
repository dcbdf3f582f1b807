import PosModel

/// `kitchen.reprint`: prints a ticket again, with its number and the mark 重打 REPRINT.
package struct KitchenReprint: Request, Hashable {
  package static let method = "kitchen.reprint"
  package static let params = [
    Field("job", .string, "The ticket's job; else give station and number.", optional: true),
    Field("station", .string, "The station's name.", optional: true),
    Field("number", .integer(minimum: 1), "The number on the ticket.", optional: true),
    Field("day", .string, "The station's day, as 2026-11-26; today if not said.", optional: true),
  ]
  package static let reply = Schema.shared("Job")

  package var job: String?
  package var station: String?
  package var number: Int?
  package var day: String?

  package init(job: String? = nil, station: String? = nil, number: Int? = nil, day: String? = nil) {
    self.job = job
    self.station = station
    self.number = number
    self.day = day
  }

  package typealias Reply = PrintJob
}
