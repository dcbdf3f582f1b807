import EscPos
import Testing

struct PrintMarksTests {
  @Test func `a possible duplicate says so at both ends, before the cut`() throws {
    var marks = PrintMarks()
    marks.duplicate = .init(attempt: 2, original: "12:31:05")
    let composition = try ReceiptLayout(profile: .generic).compose(
      try receipt(#"["菜", {"cut": "full"}]"#), marks: marks)
    let warning = ["【可能重复】", "POSSIBLE DUPLICATE", "第2次 ATTEMPT 2  原 FIRST 12:31:05"]
    #expect(composition.lines == warning + ["菜"] + warning)
    #expect(composition.commands.last == .cut(.full))
    var style = TextStyle()
    (style.width, style.height, style.isInverted) = (2, 2, true)
    #expect(composition.commands.contains(.style(style)))
  }

  @Test func `a western printer gets words that it has`() throws {
    var profile = PrinterProfile.columns(32)
    profile.multiByte = nil
    var marks = PrintMarks()
    marks.duplicate = .init(attempt: 3, original: "9:00")
    marks.isReprint = true
    let composition = try ReceiptLayout(profile: profile).compose(text: "x", marks: marks)
    #expect(composition.artwork.isEmpty)
    #expect(composition.lines.prefix(4) == ["POSSIBLE", "DUPLICATE", "ATTEMPT 3  FIRST 9:00", "REPRINT"])
  }

  @Test func `copies, stand-ins and numbers are told once, above`() throws {
    var marks = PrintMarks()
    (marks.copyName, marks.originalStation, marks.station, marks.number) = ("商户联", "热菜", "凉菜", 153)
    let lines = try ReceiptLayout(profile: .generic).compose(text: "x", marks: marks).lines
    #expect(lines == ["商户联", "原打印机 ORIGINAL PRINTER: 热菜", "凉菜 #0153", "x"])
  }

  @Test func `raw content gets its banners as bytes`() throws {
    var marks = PrintMarks()
    marks.isReprint = true
    marks.copyName = "😀"
    let (above, below) = try ReceiptLayout(profile: .generic).compose(marks: marks)
    let glyph = Bitmap(width: 24, height: 24)
    let (head, foot) = try ReceiptEncoder(profile: .generic).banners(
      above, below, artwork: above.artwork.map { _ in glyph } + below.artwork.map { _ in glyph })
    #expect(above.artwork.count == 1)
    #expect(head.starts(with: [0x1B, 0x40]))
    #expect(head.suffix(2) == [0x1B, 0x40])
    #expect(foot.last == 0x0A)
    #expect(head.firstRange(of: "REPRINT".utf8) != nil && foot.firstRange(of: "REPRINT".utf8) != nil)
    #expect(head.firstRange(of: "?".utf8) == nil)
  }
}
