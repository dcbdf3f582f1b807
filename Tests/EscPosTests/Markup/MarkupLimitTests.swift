import EscPos
import PosModel
import Testing

/// Markup that nobody writes by hand.
struct MarkupLimitTests {
  private func error(_ text: String) -> String? {
    do throws(PosError) {
      _ = try ReceiptLayout(profile: MarkupReferenceTests.profile(columns: 48)).compose(markup: text)
      return nil
    } catch {
      return error.message
    }
  }

  @Test func `what is over a limit is an error with its place`() {
    #expect(error(String(repeating: "\n", count: 10_000)) == "markup: line 10001, column 1: more than 10000 lines")
    #expect(
      error("ok\n  " + String(repeating: "a", count: 1 << 20) + "b")
        == "markup: line 2, column 3: the texts are over 1 MiB")
    #expect(
      error("{width:1}\n" + String(repeating: "a", count: 20_001))
        == "markup: line 2, column 1: over 20000 lines on paper")
    #expect(
      error("{x:" + String(repeating: "a", count: 1 << 20) + "b}")
        == "markup: line 1, column 4: the commands are over 1 MiB")
  }

  @Test func `of ten thousand columns those are printed that have room, and a warning names the line`() throws {
    let markup = try Markup("|" + String(repeating: "a|", count: 10_000))
    var warnings: [MarkupWarning] = []
    let layout = ReceiptLayout(profile: MarkupReferenceTests.profile(columns: 48))
    let composition = try layout.compose(markup: markup, warnings: &warnings)
    #expect(PlainPaper(composition).text == String(repeating: "a ", count: 23) + " a\n")
    #expect(markup.warnings.map(\.description) == ["line 1, column 1: only the first 256 columns are printed"])
    #expect(
      warnings.map(\.description) == [
        "line 1, column 1: the paper has no room for all columns: the last ones are left out"
      ])
  }

  @Test func `long runs of one special character are read once`() throws {
    for text in ["\\", "\\\\", "{", "}", "^", "_", "`\"", "\\x", "\\n", "~", ";", "{;", "|", "\t "] {
      let markup = try Markup(String(repeating: text, count: 100_000 / text.utf8.count))
      #expect(markup.warnings.count <= 100)
    }
    #expect(try Markup("{" + String(repeating: "width:1;", count: 20_000) + "}").warnings.isEmpty)
    #expect(try Markup("{width:" + String(repeating: "1,", count: 50_000) + "}").warnings.count == 1)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8])
  func `nothing is ever wider than the paper`(_ seed: UInt64) throws {
    var random = Lottery(state: seed)
    let pieces = [
      "a", "b c", "中文", "é", "|", " | ", "|", "^", "^^^", "_", "\"", "`", "~", "-", "=", "\n", "\n", "\n", "\\n",
      "\\x41",
      "\\",
      "{border:line}\n", "{border:2}\n", "{width:* 4 8}\n", "{width:auto}\n", "{width:99 0 3}\n", "{align:right}\n",
      "{text:nowrap}\n", "{text:wrap}\n", "{code:1}\n", "{width:", "}", "😀", "\u{301}",
    ]
    for _ in 0..<150 {
      let text = (0..<Int.random(in: 1...60, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      let columns = Int.random(in: 2...48, using: &random)
      let profile =
        Bool.random(using: &random)
        ? MarkupReferenceTests.profile(columns: columns) : PrinterProfile.generic.with(columns: columns)
      let composition = try ReceiptLayout(profile: profile).compose(markup: text)
      #expect(PlainPaper.widest(composition) <= profile.dots, "\(text)")
    }
  }
}

/// The same numbers in each run (xorshift64*).
struct Lottery: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 2_685_821_657_736_338_717
  }
}
