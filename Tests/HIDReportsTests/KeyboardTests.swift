import HIDReports
import PosModel
import PosTesting
import Testing

@Suite struct KeyboardTests {
  private func outputs(_ reports: [[UInt8]], _ layout: KeyboardReportLayout = .boot) -> [KeyboardOutput] {
    var tracker = KeyboardTracker()
    var decoder = KeyboardDecoder()
    var all: [KeyboardOutput] = []
    for report in reports {
      guard let keys = layout.decode(report) else { continue }
      tracker.take(keys) { key in
        all += decoder.take(key)
      }
    }
    return all
  }

  private func text(_ outputs: [KeyboardOutput]) -> String {
    var text = ""
    for case .character(let character) in outputs { text.unicodeScalars.append(character) }
    return text
  }

  /// Keys one after the other, each released before the next.
  private func typed(_ keys: [(modifiers: UInt8, usage: UInt8)]) -> [KeyboardOutput] {
    outputs(keys.flatMap { [[$0.modifiers, 0, $0.usage, 0, 0, 0, 0, 0], [UInt8](repeating: 0, count: 8)] })
  }

  @Test func `a whole US keyboard types ASCII`() {
    let usages = Array(UInt8(0x04)...0x27) + [0x2C] + Array(UInt8(0x2D)...0x38)
    #expect(
      text(typed(usages.map { (0, $0) })) == "abcdefghijklmnopqrstuvwxyz1234567890 -=[]\\\\;'`,./")
    #expect(
      text(typed(usages.map { (0x20, $0) })) == "ABCDEFGHIJKLMNOPQRSTUVWXYZ!@#$%^&*() _+{}||:\"~<>?")
    #expect(text(typed((0x54...0x57).map { (0, $0) } + (0x59...0x63).map { (0, $0) })) == "/*-+1234567890.")
    #expect(
      typed([(0, 0x28), (0, 0x58), (0, 0x2B), (0, 0x51)]) == [
        .terminator(.enter), .terminator(.enter), .terminator(.tab), .terminator(.downArrow),
      ])
  }

  @Test func `the real recordings decode, by boot layout and by descriptor`() throws {
    let layout = try #require(KeyboardReportLayout(try ReportDescriptor(ScannerVectors.keyboardDescriptor)))
    for layout in [.boot, layout] {
      #expect(text(outputs(ScannerVectors.typedEAN13, layout)) == "4006381333931")
      #expect(text(outputs(ScannerVectors.typedCtrlGS, layout)) == "10AB\u{1D}21Z")
      #expect(outputs(ScannerVectors.typedAltGS, layout) == [.altCode(29, leadingZero: true)])
    }
  }

  @Test func `keys of a bit map are found by descriptor`() throws {
    let layout = try #require(
      KeyboardReportLayout(
        try ReportDescriptor(
          hex("0501 0906 A101 8501 0507 19E0 29E7 1500 2501 7501 9508 8102 1904 2923 9520 8102 C0"))))
    #expect(
      outputs([hex("01 02 01000000"), hex("01 00 00000000"), hex("02 02 01000000")], layout) == [.character("A")])
    #expect(layout.decode(hex("01 00 01")) == nil)
  }

  @Test func `Ctrl with a key is a control character`() {
    #expect(
      text(typed([(1, 0x30), (1, 0x31), (3, 0x23), (0x11, 0x2D), (1, 0x07), (1, 0x2F), (1, 0x1F)]))
        == "\u{1D}\u{1C}\u{1E}\u{1F}\u{04}\u{1B}\u{00}")
    #expect(typed([(1, 0x20)]) == [.unreadable])
  }

  @Test func `Alt numbers keep their leading zero, over 65535 they are unreadable`() {
    func alt(_ digits: [UInt8]) -> [KeyboardOutput] {
      outputs(
        digits.flatMap { digit -> [[UInt8]] in
          [[4, 0, digit == 0 ? 0x62 : 0x58 + digit, 0, 0, 0, 0, 0], [4, 0, 0, 0, 0, 0, 0, 0]]
        } + [[UInt8](repeating: 0, count: 8)])
    }
    // 0xD6D0, 中 in GBK
    #expect(alt([5, 4, 9, 9, 2]) == [.altCode(0xD6D0, leadingZero: false)])
    #expect(alt([0, 2, 3, 3]) == [.altCode(233, leadingZero: true)])
    #expect(alt([6, 5, 5, 3, 6]) == [.unreadable])
    #expect(alt([UInt8](repeating: 9, count: 100)) == [.unreadable])
    #expect(alt([]) == [])
    #expect(outputs([[4, 0, 4, 0, 0, 0, 0, 0]]) == [.unreadable])
  }

  @Test func `a key types again only after its release, and repeats type nothing`() {
    var decoder = KeyboardDecoder()
    func take(_ usage: UInt16, _ phase: KeyTransition.Phase) -> [KeyboardOutput] {
      Array(decoder.take(KeyTransition(usage: usage, phase: phase)))
    }
    #expect(take(0x04, .down) == [.character("a")])
    #expect(take(0x04, .down) == [])
    #expect(take(0x04, .repeating) == [])
    #expect(take(0x04, .up) == [])
    #expect(!decoder.anyKeyDown)
    #expect(take(0x04, .down) == [.character("a")])
    #expect(take(0x53, .down) == [])
    #expect(take(0x05, .down) == [.character("b")])
    #expect(take(0x200, .down) == [])
  }

  @Test(arguments: KeyboardDecoder.CapsLock.allCases)
  func `Caps Lock can be set back to where it was at first`(mode: KeyboardDecoder.CapsLock) {
    var decoder = KeyboardDecoder(capsLock: mode)
    func press(_ usage: UInt16) -> [KeyboardOutput] {
      let outputs = Array(decoder.take(KeyTransition(usage: usage, phase: .down)))
      return outputs + decoder.take(KeyTransition(usage: usage, phase: .up))
    }
    let atFirst = press(0x04)
    _ = press(0x39)
    #expect((press(0x04) == atFirst) == (mode != .follow))
    decoder.resetCapsLock()
    #expect(press(0x04) == atFirst)
  }

  @Test func `rollover reports change nothing and several keys of one report keep their order`() {
    let rollover = hex("00 00 01 01 01 01 01 01")
    #expect(text(outputs([hex("00 00 06 05 04 00 00 00"), rollover, hex("00 00 06 05 04 07 00 00")])) == "cbad")
  }

  @Test func `a report of another id releases no key`() throws {
    // Two keyboards in one interface, six keys each, with the ids 1 and 2.
    let keys = "0507 1500 26FF00 1900 2AFF00 7508 9506 8100 C0"
    let layout = try #require(
      KeyboardReportLayout(
        try ReportDescriptor(hex("0501 0906 A101 8501 \(keys) 0501 0906 A101 8502 \(keys)"))))
    let reports = ["01 04 0000000000", "02 00 0000000000", "01 04 0000000000", "02 05 0000000000", "01 00 0000000000"]
    #expect(text(outputs(reports.map { hex($0) }, layout)) == "ab")
  }

  @Test func `short reports are none`() {
    #expect(KeyboardReport(boot: []) == nil)
    #expect(KeyboardReport(boot: [0, 0]) == nil)
    #expect(KeyboardReport(boot: [0, 0, 4]) != nil)
  }
}
