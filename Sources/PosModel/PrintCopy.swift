/// One copy of a print job: a child with a fate of its own.
package struct PrintCopy: Codable, Hashable, Sendable {
  /// From 1.
  package var copy: Int
  /// 商户联, 顾客联: printed on it.
  package var name: String?
  package var state: PrintJobState
  package var evidence: PrintEvidence
  package var attempt: Int

  package init(copy: Int, name: String?, state: PrintJobState, evidence: PrintEvidence, attempt: Int) {
    self.copy = copy
    self.name = name
    self.state = state
    self.evidence = evidence
    self.attempt = attempt
  }
}

extension PrintCopy {
  /// Says null for what is not known, so that every copy has the same members.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(copy, forKey: .copy)
    try container.encode(name, forKey: .name)
    try container.encode(state, forKey: .state)
    try container.encode(evidence, forKey: .evidence)
    try container.encode(attempt, forKey: .attempt)
  }
}

/// How much of a copy the printer has taken, in bytes.
package struct PrintProgress: Codable, Hashable, Sendable {
  package var sent: Int
  package var total: Int

  package init(sent: Int, total: Int) {
    self.sent = sent
    self.total = total
  }
}
