/// What becomes of a copy that broke off after bytes had left.
package enum PrintPolicy: String, Codable, CaseIterable, Hashable, Sendable {
  /// It is uncertain and waits for somebody who looks at the paper: receipts, card slips.
  case atMostOnce
  /// It is printed again by itself, marked as a possible duplicate: kitchen tickets.
  case atLeastOnce
}

/// The lane of a printer's queue; a rush job goes before normal ones, never before one whose bytes have left.
package enum PrintLane: String, Codable, CaseIterable, Hashable, Sendable {
  case rush, normal
}
