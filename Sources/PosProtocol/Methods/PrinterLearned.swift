import PosModel

/// `printer.learned`: keeps what was found out about a printer, forgets it, or only tells it.
package struct PrinterLearned: Request, Hashable {
  package static let method = "printer.learned"
  package static let params = [
    Field("printer", .string, "A printer's id or name."),
    Field("set", .object(LearnedFacts.members), "What is known now, in place of what was.", optional: true),
    Field("forget", .boolean, "true: the profile alone counts again.", optional: true),
  ]
  package static let reply: Schema = .object([
    Field("learned", .nullable(.object(LearnedFacts.members)), "What is known.", optional: true),
    Field("learnedAt", .nullable(.time), "Since when.", optional: true),
  ])

  package var printer: String
  package var set: LearnedFacts?
  package var forget: Bool?

  package init(printer: String, set: LearnedFacts? = nil, forget: Bool? = nil) {
    self.printer = printer
    self.set = set
    self.forget = forget
  }

  package struct Reply: Codable, Hashable, Sendable {
    package var learned: LearnedFacts?
    package var learnedAt: String?

    package init(learned: LearnedFacts?, learnedAt: String?) {
      self.learned = learned
      self.learnedAt = learnedAt
    }
  }
}
