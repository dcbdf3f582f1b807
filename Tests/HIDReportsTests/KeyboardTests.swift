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
        let output = decoder.take(key)
        if output != .nothing { all.append(output) }
      }
    }
    return all
  }

  private func text(_ outputs: [KeyboardOutput]) -> String {
    String(
      decoding: outputs.flatMap { output -> [UInt8] in
        switch output {
        case .byte(let byte): [byte]
        case .pair(let first, let second): [first, second]
        default: []
        }
      }, as: UTF8.self)
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
      #expect(text(outputs(ScannerVectors.typedAltGS, layout)) == "\u{1D}")
    }
  }

  @Test func `keys of a bit map are found by descriptor`() throws {
    let layout = try #require(
      KeyboardReportLayout(
        try ReportDescriptor(
          hex("0501 0906 A101 8501 0507 19E0 29E7 1500 2501 7501 9508 8102 1904 2923 9520 8102 C0"))))
    #expect(outputs([hex("01 02 01000000"), hex("01 00 00000000"), hex("02 02 01000000")], layout) == [.byte(0x41)])
    #expect(layout.decode(hex("01 00 01")) == nil)
  }

  @Test func `Ctrl with a key is a control character`() {
    #expect(
      typed([(1, 0x30), (1, 0x31), (3, 0x23), (0x11, 0x2D), (1, 0x07), (1, 0x2F), (1, 0x1F)]) == [
        .byte(0x1D), .byte(0x1C), .byte(0x1E), .byte(0x1F), .byte(0x04), .byte(0x1B), .byte(0x00),
      ])
    #expect(typed([(1, 0x20)]) == [.unreadable])
  }

  @Test func `Alt numbers over 255 are two bytes, over 65535 unreadable`() {
    func alt(_ digits: [UInt8]) -> [KeyboardOutput] {
      outputs(
        digits.flatMap { digit -> [[UInt8]] in
          [[4, 0, digit == 0 ? 0x62 : 0x58 + digit, 0, 0, 0, 0, 0], [4, 0, 0, 0, 0, 0, 0, 0]]
        } + [[UInt8](repeating: 0, count: 8)])
    }
    // 0xD6D0, 中 in GBK
    #expect(alt([5, 4, 9, 9, 2]) == [.pair(0xD6, 0xD0)])
    #expect(alt([0, 2, 3, 3]) == [.byte(233)])
    #expect(alt([6, 5, 5, 3, 6]) == [.unreadable])
    #expect(alt([UInt8](repeating: 9, count: 100)) == [.unreadable])
    #expect(alt([]) == [])
    #expect(outputs([[4, 0, 4, 0, 0, 0, 0, 0]]) == [.unreadable])
  }

  @Test func `a key types again only after its release, repeats and locks type nothing`() {
    var decoder = KeyboardDecoder()
    func take(_ usage: UInt16, _ phase: KeyTransition.Phase) -> KeyboardOutput {
      decoder.take(KeyTransition(usage: usage, phase: phase))
    }
    #expect(take(0x04, .down) == .byte(0x61))
    #expect(take(0x04, .down) == .nothing)
    #expect(take(0x04, .repeating) == .nothing)
    #expect(take(0x04, .up) == .nothing)
    #expect(!decoder.anyKeyDown)
    #expect(take(0x04, .down) == .byte(0x61))
    #expect(take(0x39, .down) == .nothing)
    #expect(take(0x05, .down) == .byte(0x62))
    #expect(take(0x200, .down) == .nothing)
  }

  @Test func `rollover reports change nothing and several keys of one report keep their order`() {
    let rollover = hex("00 00 01 01 01 01 01 01")
    #expect(text(outputs([hex("00 00 06 05 04 00 00 00"), rollover, hex("00 00 06 05 04 07 00 00")])) == "cbad")
  }

  @Test func `short reports are none`() {
    #expect(KeyboardReport(boot: []) == nil)
    #expect(KeyboardReport(boot: [0, 0]) == nil)
    #expect(KeyboardReport(boot: [0, 0, 4]) != nil)
  }
}
