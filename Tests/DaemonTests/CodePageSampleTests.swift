import EscPos
import PosModel
import PosProtocol
import Testing
import TextEncodings

@testable import Daemon

@Suite struct CodePageSampleTests {
  /// A printer of which nothing is known, whose windows-1252 is really page 6.
  private var real: PrinterProfile {
    var profile = PrinterProfile.generic
    profile.codePages = [0: "cp437", 6: "windows-1252", 16: "cp866"]
    return profile
  }

  @Test func `one line reads right, the one with the number that the printer gives the page`() throws {
    let bytes = try CodePageSample.lines(["windows-1252"], .generic)
    let lines = PaperPreview(of: bytes, profile: real).lines.text.split(separator: "\n")
    let text = try #require(CodePageSample.text(ofPage: "windows-1252"))
    #expect(lines.first == "windows-1252: which number reads right?")
    #expect(lines.filter { $0.hasSuffix(text) } == ["  6 \(text)"])
    #expect(lines.contains { $0.hasPrefix("  16 ") })
  }

  @Test func `what is no code page, or in no printer, is refused`() {
    for name in ["gb18030", "nosuch", ""] {
      #expect(throws: PosError.self) { try CodePageSample.lines([name], .generic) }
    }
    #expect(throws: PosError.self) { try CodePageSample.lines([String](repeating: "cp437", count: 17), .generic) }
  }

  @Test func `the numbers that were seen stand over the profile's, and those of before stay`() throws {
    var before = LearnedAbilities(device: "printer", learnedAt: "")
    before.codePages = ["cp866": 7]
    var facts = LearnedFacts()
    facts.codePages = ["windows-1252": 6]
    facts.model = "XP-80"
    let kept = LearnedAbilities(facts, of: "printer", at: "2026-11-26T09:00:00.000Z", before: before)
    #expect(kept.codePages == ["cp866": 7, "windows-1252": 6] && kept.model == "XP-80")
    let profile = PrinterProfile.generic.applying(kept)
    #expect(profile.codePages[6] == "windows-1252" && profile.codePages[16] == nil)
    #expect(profile.codePages[7] == "cp866" && profile.codePages[17] == nil)
  }
}
