import Drivers
import HIDReports
import PosModel
import PosTesting
import Testing

/// What the configuration can say of a scanner that types.
@Suite struct KeyboardSettingsTests {
  typealias Bench = ScannerBench<HIDKeyboardScanner>

  private let released = [UInt8](repeating: 0, count: 8)

  private func bench(_ change: (inout KeyboardSettings) -> Void, quirks: Set<String> = []) throws -> Bench {
    var settings = DriverSettings(quirks: quirks)
    change(&settings.keyboard)
    return try Bench(settings)
  }

  /// Alt with the digits on the keypad.
  private func alt(_ digits: String) -> [[UInt8]] {
    let alt: [UInt8] = [4, 0, 0, 0, 0, 0, 0, 0]
    return [alt] + digits.utf8.flatMap { [[4, 0, $0 == 0x30 ? 0x62 : $0 - 0x31 + 0x59, 0, 0, 0, 0, 0], alt] }
      + [released]
  }

  private func key(_ usage: UInt8, _ modifiers: UInt8 = 0) -> [[UInt8]] {
    [[modifiers, 0, usage, 0, 0, 0, 0, 0], released]
  }

  private func scan(_ numbers: [String], _ altCodes: AltCodes) throws -> [UInt8]? {
    var bench = try bench { $0.altCodes = altCodes }
    for number in numbers { bench.type(alt(number)) }
    bench.type("\n")
    #expect(bench.codes.count + bench.losses.count == 1)
    return bench.codes.first?.raw
  }

  @Test(arguments: [
    (["0233"], AltCodes.automatic, "é"), (["233"], .automatic, "Θ"), (["0128"], .automatic, "€"),
    (["0195", "0169"], .automatic, "é"), (["029"], .automatic, "\u{1D}"), (["65"], .automatic, "A"),
    // 中文 as GBK and as Unicode; 钱 (U+94B1) and 的 (U+7684) as Unicode could be rare characters of GBK.
    (["54992", "52932"], .automatic, "中文"), (["20013", "25991"], .automatic, "中文"), (["38065"], .automatic, "钱"),
    (["38065", "30340"], .automatic, "钱的"), (["38065"], .gbk, "敱"), (["54992", "65"], .gbk, "中A"),
    (["214", "208"], .gbk, "中"), (["55357", "56832"], .unicode, "\u{1F600}"), (["130"], .cp437, "é"),
    (["0130"], .cp437, "é"), (["130"], .windows1252, "‚"), (["129"], .windows1252, "\u{81}"),
    (["195", "169"], .bytes, "é"),
  ])
  func `Alt numbers mean what is set, or what fits them all`(numbers: [String], codes: AltCodes, text: String) throws {
    #expect(try scan(numbers, codes).map { String(decoding: $0, as: UTF8.self) } == text)
  }

  @Test func `Alt numbers that stand for nothing lose the scan`() throws {
    #expect(try scan(["300"], .cp437) == nil)
    #expect(try scan(["55357"], .unicode) == nil)
    #expect(try scan(["20013"], .gbk) == nil)
    #expect(try scan(["33023", "255"], .gbk) == nil)
  }

  @Test func `bytes of a code stay as they are`() throws {
    #expect(try scan(["0200", "0", "54992", "255"], .bytes) == [0xC8, 0x00, 0xD6, 0xD0, 0xFF])
  }

  @Test func `text that stands for a control character becomes it, the longest first`() throws {
    var bench = try bench {
      $0.replacements = [
        KeyboardSettings.Replacement(typed: Array("gs1".utf8), meant: [0x1D, 0x1D]),
        KeyboardSettings.Replacement(typed: Array("gs".utf8), meant: [0x1D]),
      ]
    }
    bench.type("10gs21gs1g\n")
    #expect(bench.codes.map(\.raw) == [[0x31, 0x30, 0x1D, 0x32, 0x31, 0x1D, 0x1D, 0x67]])
  }

  @Test func `function keys stand for what is set`() throws {
    var bench = try bench { $0.functionKeys = [0x41: 0x1D, 0x4A: 0x1E] }
    bench.type("1")
    bench.type(key(0x41))
    bench.type("2")
    bench.type(key(0x4A))
    bench.type("\n")
    #expect(bench.codes.map(\.raw) == [[0x31, 0x1D, 0x32, 0x1E]])
  }

  @Test func `F8 of a Honeywell is GS between the data, and nothing round them`() throws {
    var bench = try bench({ _ in }, quirks: ["honeywell-keys"])
    bench.type(key(0x41))
    bench.type("10")
    bench.type(key(0x41))
    bench.type("21")
    bench.type(key(0x41))
    bench.type("\n")
    #expect(bench.codes.map(\.raw) == [Array("10\u{1D}21".utf8)])
    #expect(bench.losses.isEmpty)
  }

  @Test func `a prefix and a suffix are no part of the code`() throws {
    var bench = try bench {
      $0.prefix = Array("x1".utf8)
      $0.suffix = Array("y".utf8)
    }
    bench.type("x14006y\n4006\nx1y\n")
    #expect(bench.scans == ["4006", "4006"])
    #expect(bench.losses.isEmpty)
  }

  @Test func `only the keys that are set end a scan`() throws {
    var bench = try bench { $0.terminators = [.tab] }
    bench.type("1\n2\t3\t")
    #expect(bench.scans == ["1\r2", "3"])
    bench = try self.bench { $0.terminators = [.enter] }
    bench.type("1\t2\n")
    bench.type(key(0x51))
    bench.type("3\n")
    #expect(bench.scans == ["1\t2", "3"])
  }

  @Test func `an Enter before the data ends nothing`() throws {
    var bench = try Bench()
    bench.type("\n123")
    bench.pass(.milliseconds(400))
    bench.type("\n456")
    bench.pass(.milliseconds(400))
    #expect(bench.scans == ["123", "456"])
  }

  @Test func `a scan may end in an accent`() throws {
    var bench = try bench { $0.layout = "de" }
    bench.type(key(0x35))
    bench.type("\n")
    #expect(bench.scans == ["^"])
    bench.type("1")
    bench.type(key(0x35))
    bench.type("\n")
    #expect(bench.scans == ["^", "1^"])
  }

  @Test func `an accent alone ends with a pause, too`() throws {
    var bench = try bench { $0.layout = "de" }
    bench.type(key(0x35))
    bench.pass(.milliseconds(400))
    bench.type("1")
    bench.pass(.milliseconds(400))
    #expect(bench.scans == ["^", "1"])
  }

  @Test func `beeping and the trigger are refused with what to do`() throws {
    var bench = try Bench()
    for command: DriverCommand in [.beep(good: true), .beep(good: false), .trigger(true)] {
      let id = bench.command(command)
      guard case .failure(let error)? = bench.replies[id]?.first else {
        Issue.record("\(command) was not refused")
        continue
      }
      #expect(error.code == .unsupported)
      #expect(error.remedy?.contains("HID POS") == true)
    }
  }

  @Test func `a layout that nobody knows is refused with those that are known`() {
    let error = #expect(throws: PosError.self) {
      try HIDKeyboardScanner(DriverSettings(keyboard: KeyboardSettings(layout: "dvorak")))
    }
    #expect(error?.remedy?.contains("be, de, es, fr, gb, it, jp, tr, us") == true)
  }
}
