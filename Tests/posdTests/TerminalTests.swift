import PosModel
import Testing

@testable import posd

/// What the subcommands write on a terminal.
@Suite struct TerminalTests {
  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  @Test func `a table that is longer than the terminal shows its beginning, and how much is left out`() {
    let table = (0...50).map { "row \($0)\n" }.joined()
    let shown = lines(table.clipped(columns: 80, rows: 24))
    #expect(shown.count == 23)
    #expect(shown.first == "row 0" && shown[21] == "row 21" && shown.last == "… and 29 more")
    #expect(table.clipped(columns: 80, rows: 52) == table)
    #expect(lines(table.clipped(columns: 80, rows: 1)) == ["row 0", "… and 50 more"])
    #expect(table.clipped(columns: 80, rows: 0) == table, "a terminal that does not say its height")
  }

  @Test func `no row is wider than the terminal, in two columns for a Chinese character`() {
    #expect("0123456789\n".clipped(columns: 10, rows: 24) == "0123456789\n")
    #expect("0123456789a\n".clipped(columns: 10, rows: 24) == "012345678…\n")
    #expect("炒饭炒饭炒饭\n".clipped(columns: 10, rows: 24) == "炒饭炒饭…\n")
    let red = "\u{1B}[31mred\u{1B}[0m"
    #expect("\(red) 456789\n".clipped(columns: 10, rows: 24) == "\(red) 456789\n")
    #expect("\u{1B}[31m0123456789a\u{1B}[0m\n".clipped(columns: 4, rows: 24) == "\u{1B}[31m012…\u{1B}[0m\n")
  }

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
