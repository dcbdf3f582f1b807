import EscPos
import PosModel
import PosTesting
import Testing
import TextEncodings

struct ReceiptEncoderTests {
  /// What follows the printer's start.
  private func encode(_ commands: [PrintCommand], _ profile: PrinterProfile = .generic) throws -> [UInt8] {
    let encoder = ReceiptEncoder(profile: profile)
    let start = try encoder.encode(Composition(commands: []))
    let bytes = try encoder.encode(Composition(commands: commands))
    #expect(bytes.starts(with: start))
    return Array(bytes.dropFirst(start.count))
  }

  private func style(_ change: (inout TextStyle) -> Void) -> PrintCommand {
    var style = TextStyle()
    change(&style)
    return .style(style)
  }

  @Test func `ESC @ comes first, once`() throws {
    #expect(
      try ReceiptEncoder(profile: .generic).encode(Composition(commands: [.initialize, .newline]))
        == hex("1B40 1B5200 0A"))
    #expect(try ReceiptEncoder(profile: .generic).encode(Composition(commands: [.newline])) == hex("1B40 1B5200 0A"))
    var western = PrinterProfile.generic
    western.multiByte = nil
    #expect(try ReceiptEncoder(profile: western).encode(Composition(commands: [.newline])) == hex("1B40 0A"))
  }

  @Test func `only what differs is written, and only when text comes`() throws {
    let bytes = try encode([
      style { $0.isBold = true },
      style {
        $0.isBold = true; $0.width = 2; $0.height = 2
      }, .text("A"),
      style { $0.isBold = true }, .text("B"), style { _ in }, style { $0.isBold = true }, .text("C"),
      style { $0.isInverted = true },
    ])
    #expect(
      bytes
        == hex(
          """
          1D2111 1B4501 41 size and bold
          1D2100 42 size back
          43 nothing changed
          """))
  }

  @Test func `alignment is told at the start of a line`() throws {
    let bytes = try encode([.align(.center), .text("a"), .align(.left), .text("b"), .newline, .text("c"), .newline])
    #expect(bytes == hex("1B6101 6162 0A 1B6100 63 0A"))
  }

  @Test func `double-byte text needs no switch where it is on from the start`() throws {
    #expect(try encode([.text("收A款")]) == hex("CAD5 41 BFEE"))
  }

  @Test func `double-byte text is switched on once where it is off at the start`() throws {
    var profile = PrinterProfile.generic
    profile.multiByte?.mode = .offAtStart
    #expect(try encode([.text("a收"), .text("款")], profile) == hex("61 1C26 CAD5 BFEE"))
  }

  @Test func `double-byte text is switched on also where a page's letter follows in the same text`() throws {
    var profile = PrinterProfile.generic
    profile.multiByte?.mode = .offAtStart
    profile.codePages = [71: "windows-1252"]
    #expect(
      try encode([.text("收é")], profile)
        == hex(
          """
          1C26 CAD5
          1C2E 1B7447 E9
          """))
  }

  @Test func `a page's letters leave double-byte mode and its number is the profile's`() throws {
    var profile = PrinterProfile.generic
    profile.codePages = [71: "windows-1252"]
    #expect(try encode([.text("é收é")], profile) == hex("1C2E 1B7447 E9 1C26 CAD5 1C2E E9"))
    profile.multiByte = nil
    #expect(try encode([.text("é"), .text("è")], profile) == hex("1B7447 E9 E8"))
  }

  @Test func `double-byte characters are underlined by their own command`() throws {
    let bytes = try encode([style { $0.underline = .thin }, .text("a收"), style { _ in }, .text("b款")])
    #expect(bytes == hex("1B2D01 61 1C2D01 CAD5 1B2D00 62 1C2D00 BFEE"))
  }

  @Test func `every style is one that ESC-POS can say`() throws {
    var profile = PrinterProfile.generic
    profile.hasRed = true
    let bytes = try encode(
      [
        style { ($0.isUpsideDown, $0.font, $0.isRed, $0.isRotated, $0.underline) = (true, .b, true, true, .thick) },
        .text("x"),
      ], profile)
    #expect(bytes == hex("1B7B01 1B4D01 1B2D02 1B7201 1B5601 78"))
  }

  @Test func `a cut ends the line and feeds past the cutter`() throws {
    #expect(try encode([.text("a"), .cut(.partial)]) == hex("61 0A 1D564200"))
    #expect(try encode([.text("a"), .newline, .cut(.full)]) == hex("61 0A 1D564100"))
    var profile = PrinterProfile.generic
    profile.quirks = [.ignoresFeedToPartialCut]
    #expect(try encode([.cut(.partial)], profile) == hex("1B6404 1D5601"))
    profile.cuts = [.full]
    #expect(try encode([.cut(.partial)], profile) == hex("1B6404 1D5600"))
    profile.cuts = []
    #expect(try encode([.cut(.partial)], profile) == hex("1B6404"))
  }

  @Test func `a drawer pulse has all five bytes`() throws {
    #expect(try encode([.drawer(DrawerPulse(pin: 5, on: .seconds(5)))]) == hex("1B7001FFFF"))
    let pulse = DrawerPulse(pin: 2, on: .milliseconds(32), off: .milliseconds(40))
    #expect(pulse.bytes == hex("1B7000 10 15"), "10 14 would be DLE DC4")
  }

  @Test func `a beep that is longer than ESC B can tell is several`() throws {
    var profile = PrinterProfile.generic
    profile.buzzer = .escB
    #expect(try encode([.beep(times: 1, duration: .seconds(2))], profile) == hex("1B42 05 09"))
    #expect(try encode([.beep(times: 9, duration: .seconds(2))], profile) == hex("1B42 09 09"))
  }

  @Test(arguments: [
    (PrinterProfile.Buzzer.escB, "1B42 02 04"), (.escParenA, "1B2841 0500 61 64 02 02 02"),
    (.escParenAExternal, "1B2841 0400 30 37 02 02"), (.bel, "0707"), (.rs, "1E1E"), (.none, ""),
  ])
  func `each buzzer has its own command`(buzzer: PrinterProfile.Buzzer, bytes: String) throws {
    var profile = PrinterProfile.generic
    profile.buzzer = buzzer
    #expect(try encode([.beep(times: 2, duration: .milliseconds(200))], profile) == hex(bytes))
  }

  @Test func `feeds are as long as asked`() throws {
    #expect(try encode([.feed(lines: 2), .feed(lines: 3), .feedDots(300)]) == hex("0A0A 1B6403 1B4AFF 1B4A2D"))
    var profile = PrinterProfile.generic
    profile.quirks = [.ignoresFeedDots, .feedsOneLineLess]
    #expect(try encode([.feedDots(100)], profile) == hex("1B6405"))
  }

  @Test func `after raw bytes everything is told again`() throws {
    let bytes = try encode([.raw([0x1B, 0x45, 0x01]), .text("a")])
    #expect(bytes == hex("1B4501 1B6100 1B7B00 1B4D00 1D2100 1B4500 1B2D00 1D4200 1B5600 61"))
  }

  @Test(arguments: [
    ("1B2014", "1B2000"), ("1B3302", "1B32"), ("1B4701", "1B4700"), ("1B5206", "1B5200"), ("1B2501", "1B2500"),
    ("1B3D02", "1B3D01"),
    ("1C530404", "1C530000"),
    ("1C210C", "1C2100"), ("1C5701", "1C5700"), ("1D50B4B4", "1D500000"), ("1D6201", "1D6200"), ("1B5501", "1B5500"),
    ("1B4C 61 0C", ""), ("1C4301", "1B5200"), ("1B2014 1B40", "1B5200"), ("1B2014 1B2003 1B4701", "1B2000 1B4700"),
  ])
  func `what raw bytes leave in force is set as it was`(raw: String, reset: String) throws {
    let bytes = try encode([.raw(hex(raw)), .newline])
    #expect(bytes == hex(raw + reset + "0A"))
  }

  @Test func `a page that raw bytes begin is theirs to end, and ends with the receipt or its cut`() throws {
    let begin = hex("1B4C")
    let open = try encode([.raw(begin), .text("a"), .cut(.partial)])
    #expect(open.firstRange(of: hex("61 0C")) != nil && open.suffix(3) == hex("564200"))
    #expect(try encode([.raw(begin), .text("a")]).last == 0x0C)
    let ended = try encode([.raw(begin), .text("a"), .raw([0x0C])])
    #expect(ended.count { $0 == 0x0C } == 1)
  }

  @Test func `a sound mark of one byte stands behind a character of two`() throws {
    let profile = try #require(PrinterProfile.named("TM-T88V-JP"))
    let bytes = try encode([.text("かﾞ")], profile)
    #expect(bytes.firstRange(of: hex("82A9 1C2E 1B7401 DE")) != nil, "\(bytes)")
  }

  @Test(arguments: ["1D4C4000", "1D578000", "61 1D4C4000"])
  func `the printing area that raw bytes leave is set again where a line begins`(raw: String) throws {
    let bytes = try encode([.raw(hex(raw)), .newline, .text("b")])
    let area = try #require(bytes.firstRange(of: hex("0A 1D4C0000 1D574002")))
    #expect(area.lowerBound == hex(raw).count)
  }

  @Test(arguments: [
    ("1B2A 00 0100 FF", true), ("61", true), ("61 1B6402", false), ("61 1B4A10", false), ("61 0A", false),
    ("61 1B40", false),
  ])
  func `a line that raw bytes leave open is ended before a line of its own begins`(raw: String, isOpen: Bool) throws {
    let bytes = try encode([.raw(hex(raw)), .align(.center), .text("a")])
    #expect((bytes.firstRange(of: hex("1B6101")) == nil) == isOpen)
    let barcode = try Barcode(.ean13, "4006381333931").checked()
    let block = try encode([.raw(hex(raw)), .barcode(barcode)]).dropFirst(hex(raw).count)
    #expect((block.first == 0x0A) == isOpen)
  }

  @Test func `a page is entered, placed, and printed`() throws {
    let page = PrintCommand.page(
      width: 576, height: 0x0410, direction: .topToBottom,
      [.moveDown(dots: 48), .moveTo(dots: 24), .text("a"), .align(.center), .text("b")])
    #expect(
      try encode([page, .text("c")])
        == hex(
          """
          1B4C
          1B57 0000 0000 4002 1104 for 1040 dots, which would read as DLE EOT
          1B5403
          1D24 3000 1B24 1800 61 62
          0C what was aligned on the page stays there
          63
          """))
  }

  @Test func `logos are named as the printer keeps them`() throws {
    var profile = PrinterProfile.generic
    profile.logos = .graphics
    #expect(try encode([.logo("AB")], profile) == hex("1D284C 0600 3045 4142 0101"))
    profile.logos = .numbered
    #expect(try encode([.logo("7")], profile) == hex("1C70 07 00"))
    profile.logos = .none
    #expect(throws: PosError.self) { try encode([.logo("7")], profile) }
  }

  @Test func `missing artwork is an error`() {
    #expect(throws: PosError.self) { try encode([.picture(artwork: 0)]) }
    #expect(throws: PosError.self) { try encode([.drawnText(artwork: -1, columns: 2)]) }
  }

  @Test func `text can carry no command`() throws {
    let attack = "a\u{1B}p\u{0}\u{10}\u{14}\u{1}\u{1D}V\u{9B}\u{7F}b"
    #expect(try encode([.text(attack)]) == Array("apVb".utf8))
    #expect(try encode([.text(attack + "é")]).starts(with: Array("apVb".utf8)))
  }

  @Test func `a typical receipt takes about as many bytes as elsewhere`() throws {
    // A receipt of the same kind by python-escpos 3.1 has 1,848 bytes.
    let bytes = try ReceiptEncoder(profile: .generic).encode(
      ReceiptLayout(profile: .generic).compose(TypicalReceipt.document))
    #expect(bytes.count <= 1_848 * 105 / 100)
  }
}
