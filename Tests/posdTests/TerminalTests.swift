import PosModel
import Testing

@testable import posd

/// What the subcommands write on a terminal.
@Suite struct TerminalTests {
  @Test func `what clients call a ticket does not drive the terminal`() {
    let job = PrintJob(
      job: "01JD", key: nil, printer: "hot", station: "grill", number: 7, title: "A7 \u{1B}[2J\u{9B}31m\n4711",
      state: .printed, evidence: .processed, attempt: 1, copy: 1, copies: 1, reason: nil,
      acceptedAt: "2026-01-01T00:00:00.000Z", endedAt: nil)
    #expect(job.ticketLine.contains("A7 ⟨1B⟩[2J⟨9B⟩31m⟨0A⟩4711"))
    let isClean = !job.ticketLine.replacingStyles.unicodeScalars.contains { $0.properties.generalCategory == .control }
    #expect(isClean)
  }
}

extension String {
  /// Without colours, which a console that is no terminal has not anyway.
  fileprivate var replacingStyles: String {
    split(separator: "\u{1B}[1m").joined().split(separator: "\u{1B}[0m").joined()
  }
}
