import Drivers
import HIDReports
import PosModel
import Simulator
import Testing

/// What a simulated scanner types, the driver reads as the same bytes.
@Suite struct KeyboardRoundTripTests {
  /// Every code of the scanner is read by one driver; nil stands for a code that was lost.
  private struct Till {
    var driver: HIDKeyboardScanner
    var now = Instant(nanoseconds: 1)

    init(_ keyboard: KeyboardSettings) throws(PosError) {
      driver = try HIDKeyboardScanner(DriverSettings(keyboard: keyboard))
      _ = driver.handle(.link(.opened(LinkDescription())), now: now)
      now = now + .seconds(1)
    }

    mutating func read(_ packets: [[UInt8]]) -> [[UInt8]?] {
      var scans: [[UInt8]?] = []
      for packet in packets {
        now = now + .milliseconds(8)
        for action in driver.handle(.link(.received(packet)), now: now) {
          switch action {
          case .emit(.scan(let code)): scans.append(code.raw)
          case .emit(.scanLost): scans.append(nil)
          default: break
          }
        }
      }
      return scans
    }
  }

  private static let latin1 =
    (0x20...0x7E).map { Unicode.Scalar(UInt8($0)) } + (0xA0...0xFF).map { Unicode.Scalar(UInt8($0)) }
  private static let controls = (0x00...0x1F).map { Unicode.Scalar(UInt8($0)) }

  private func expectRoundTrip(
    _ style: KeyboardStyle, _ settings: KeyboardSettings, _ characters: [Unicode.Scalar], atLeast: Int
  ) throws {
    var till = try Till(settings)
    let scanner = ScannerModel(.keyboard(style))
    var typed = 0
    for character in characters {
      let code = Array("1a\(character)B2".utf8)
      let packets: [[UInt8]]
      do throws(PosError) { packets = try scanner.packets(for: code) } catch { continue }
      typed += 1
      #expect(till.read(packets) == [code], "U+\(String(character.value, radix: 16)) in \(settings.layout)")
    }
    #expect(typed >= atLeast)
  }

  /// The least number of characters of Latin-1 that the board of each country types, by its keys and dead keys.
  @Test(arguments: [
    ("be", 140), ("de", 140), ("es", 150), ("fr", 141), ("gb", 108), ("it", 103), ("jp", 95), ("tr", 150), ("us", 95),
  ])
  func `each layout gives back all that it can type, whatever Caps Lock and AltGr are set to`(
    name: String, least: Int
  ) throws {
    let layout = try #require(KeyboardLayout.named(name))
    for capsLock in [KeyboardStyle.CapsLock.off, .pressed, .on] {
      for hasControlAlt in [false, true] {
        let style = KeyboardStyle(layout: layout, capsLock: capsLock, hasControlAlt: hasControlAlt)
        let settings = KeyboardSettings(layout: name, capsLock: capsLock == .on ? .on : .follow)
        try expectRoundTrip(style, settings, Self.latin1, atLeast: least)
      }
    }
  }

  @Test(arguments: KeyboardLayout.all.map(\.name))
  func `each layout gives back all control characters, by Ctrl and by Alt`(name: String) throws {
    let layout = try #require(KeyboardLayout.named(name))
    for controls in [KeyboardStyle.ControlCharacters.control, .altKeypad] {
      let style = KeyboardStyle(layout: layout, controls: controls)
      try expectRoundTrip(style, KeyboardSettings(layout: name), Self.controls, atLeast: 32)
    }
  }

  @Test func `Honeywell's function keys give back SYN to US`() throws {
    let settings = KeyboardSettings(functionKeys: ControlKeys.honeywell.table)
    try expectRoundTrip(KeyboardStyle(controls: .functionKeys), settings, Self.controls, atLeast: 32)
  }

  @Test func `what the US board lacks comes through Alt`() throws {
    for (number, codes) in [
      (KeyboardStyle.AltNumber.windows1252, AltCodes.windows1252), (.windows1252, .automatic), (.unicode, .unicode),
    ] {
      try expectRoundTrip(
        KeyboardStyle(altNumber: number), KeyboardSettings(altCodes: codes), Self.latin1, atLeast: 191)
    }
    for codes in [AltCodes.cp437, .automatic] {
      try expectRoundTrip(
        KeyboardStyle(altNumber: .cp437), KeyboardSettings(altCodes: codes), Self.latin1, atLeast: 95 + 40)
    }
    let hanzi = Array("中文钱的贵龍€，。".unicodeScalars)
    for (number, codes) in [(KeyboardStyle.AltNumber.gbk, AltCodes.gbk), (.unicode, .unicode)] {
      try expectRoundTrip(KeyboardStyle(altNumber: number), KeyboardSettings(altCodes: codes), hanzi, atLeast: 8)
    }
  }

  @Test func `whole Chinese texts need no setting, be they GBK or Unicode or bytes`() throws {
    let text = Array("发票号码12345，名称：北京中关村".utf8)
    for number in [KeyboardStyle.AltNumber.gbk, .unicode, .bytes] {
      var till = try Till(KeyboardSettings())
      #expect(till.read(try ScannerModel(.keyboard(KeyboardStyle(altNumber: number))).packets(for: text)) == [text])
    }
  }

  @Test func `binary codes come through byte by byte`() throws {
    var till = try Till(KeyboardSettings(altCodes: .bytes))
    let scanner = ScannerModel(.keyboard(KeyboardStyle(altNumber: .bytes)))
    let code = (0...0xFF).map { UInt8($0) }
    #expect(till.read(try scanner.packets(for: code)) == [code])
  }
}
