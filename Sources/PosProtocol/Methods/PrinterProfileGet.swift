import PosModel

/// `printer.profile`: what posd takes a printer for, and why.
package struct PrinterProfileGet: Request, Hashable {
  package static let method = "printer.profile"
  package static let params = [Field("printer", .string, "A printer's id or name.")]
  package static let reply: Schema = .object([
    Field("profile", .string, "The profile's id."),
    Field("because", .words(Origin.self), "What has decided."),
    Field("facts", .map(.string), "The keys of the profile as it is in force, with their values in TOML."),
    Field("evidence", .words(PrintEvidence.self), "The most that this printer can say of a job."),
    Field("learned", .nullable(.object(LearnedFacts.members)), "What was learned over the profile.", optional: true),
    Field("learnedAt", .nullable(.time), "When.", optional: true),
  ])

  package enum Origin: String, Codable, CaseIterable, Hashable, Sendable {
    /// An entry of the configuration names the profile.
    case configuration
    /// Its answer to GS I 67, as `posd printer learn` has kept it.
    case answer
    /// The model in its IEEE 1284 device id.
    case deviceID
    /// The printer's own USB identity.
    case identity
    /// The device database knows the USB id.
    case database
    /// Nothing told: the generic one.
    case generic
  }

  package var printer: String

  package init(printer: String) {
    self.printer = printer
  }

  package struct Reply: Codable, Hashable, Sendable {
    package var profile: String
    package var because: Origin
    package var facts: [String: String]
    package var evidence: PrintEvidence
    package var learned: LearnedFacts?
    package var learnedAt: String?

    package init(
      profile: String, because: Origin, facts: [String: String], evidence: PrintEvidence, learned: LearnedFacts?,
      learnedAt: String?
    ) {
      self.profile = profile
      self.because = because
      self.facts = facts
      self.evidence = evidence
      self.learned = learned
      self.learnedAt = learnedAt
    }
  }
}
