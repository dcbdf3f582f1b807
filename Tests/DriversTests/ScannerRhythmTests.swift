import Drivers
import HIDReports
import PosModel
import PosTesting
import Testing

@Suite struct ScannerRhythmTests {
  /// Types digits and `\n`, each key down and up with `step` between.
  private func type(
    _ text: String, as source: String, each step: Duration, _ now: inout Instant, _ rhythm: inout ScannerRhythm
  ) -> ScannerRhythm.Finding? {
    var found: ScannerRhythm.Finding?
    for character in text.utf8 {
      let usage: UInt16 = UInt16(ScannerBench<HIDKeyboardScanner>.usage(character))
      for phase in [KeyTransition.Phase.down, .up] {
        found = rhythm.take(KeyTransition(usage: usage, phase: phase), from: source, at: now) ?? found
        now = now + step
      }
    }
    return found
  }

  @Test func `the keyboard that types the code in a scanner's rhythm is found with all that it adds`() throws {
    var rhythm = try ScannerRhythm(expecting: "4006381333931")
    var now = Instant(nanoseconds: 1)
    let found = type("x4006381333931ab\n", as: "event7", each: .milliseconds(8), &now, &rhythm)
    #expect(
      found
        == ScannerRhythm.Finding(
          source: "event7", layout: "us", otherLayouts: ["de", "es", "gb", "it", "jp", "tr"], prefix: "x", suffix: "ab",
          terminator: .enter, pace: .milliseconds(8)))
  }

  @Test func `the layout is found, too`() throws {
    var rhythm = try ScannerRhythm(expecting: "AB-12")
    var now = Instant(nanoseconds: 1)
    let keys = "AB-12".unicodeScalars.compactMap { KeyboardLayout.fr.stroke(for: $0) }
    for key in keys {
      let usages = (key.shift ? [0xE1] : []) + [UInt16(key.usage)]
      let transitions =
        usages.map { KeyTransition(usage: $0, phase: .down) }
        + usages.reversed().map { KeyTransition(usage: $0, phase: .up) }
      for transition in transitions {
        #expect(rhythm.take(transition, from: "event7", at: now) == nil)
        now = now + .milliseconds(8)
      }
    }
    let found = type("\n", as: "event7", each: .milliseconds(8), &now, &rhythm)
    #expect(found?.layout == "fr")
    #expect(found?.otherLayouts == [])
  }

  @Test func `who types the same code by hand is no scanner`() throws {
    var rhythm = try ScannerRhythm(expecting: "4006381333931")
    var now = Instant(nanoseconds: 1)
    #expect(type("4006381333931\n", as: "event2", each: .milliseconds(40), &now, &rhythm) == nil)
    #expect(rhythm.finding(at: now + .seconds(1)) == nil)
  }

  @Test func `another code in the same rhythm is none`() throws {
    var rhythm = try ScannerRhythm(expecting: "4006381333931")
    var now = Instant(nanoseconds: 1)
    #expect(type("4006381333932\n", as: "event7", each: .milliseconds(8), &now, &rhythm) == nil)
    #expect(type("4006381333931\n", as: "event7", each: .milliseconds(8), &now, &rhythm)?.source == "event7")
  }

  @Test func `without a terminator the pause tells, also of what was typed slowly before`() throws {
    var rhythm = try ScannerRhythm(expecting: "12345670")
    var now = Instant(nanoseconds: 1)
    #expect(type("99", as: "event7", each: .milliseconds(200), &now, &rhythm) == nil)
    now = now + .seconds(1)
    #expect(type("12345670", as: "event7", each: .milliseconds(4), &now, &rhythm) == nil)
    #expect(rhythm.finding(at: now + .milliseconds(100)) == nil)
    let found = rhythm.finding(at: now + .milliseconds(400))
    #expect(found?.terminator == nil)
    #expect(found?.source == "event7")
  }

  @Test func `keyboards that are used at the same time do not mix`() throws {
    var rhythm = try ScannerRhythm(expecting: "1234")
    var now = Instant(nanoseconds: 1)
    for character in "1234".utf8 {
      let usage = UInt16(ScannerBench<HIDKeyboardScanner>.usage(character))
      for phase in [KeyTransition.Phase.down, .up] {
        #expect(rhythm.take(KeyTransition(usage: usage, phase: phase), from: "event7", at: now) == nil)
        #expect(rhythm.take(KeyTransition(usage: 0x04, phase: phase), from: "event2", at: now) == nil)
        now = now + .milliseconds(8)
      }
    }
    #expect(type("\n", as: "event7", each: .milliseconds(8), &now, &rhythm)?.prefix == "")
  }

  @Test func `a code that proves nothing is refused`() {
    #expect(throws: PosError.self) { try ScannerRhythm(expecting: "123") }
    #expect(throws: PosError.self) { try ScannerRhythm(expecting: "12\u{1D}34") }
  }
}
