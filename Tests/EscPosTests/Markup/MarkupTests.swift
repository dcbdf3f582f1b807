import EscPos
import PosModel
import Testing

struct MarkupTests {
  private func paper(_ text: String, columns: Int = 20, page: String = "cp1252") throws -> String {
    let layout = ReceiptLayout(profile: MarkupReferenceTests.profile(columns: columns, page: page))
    return PlainPaper(try layout.compose(markup: text)).text
  }

  private func warnings(_ text: String) throws -> [String] { try Markup(text).warnings.map(\.description) }

  // MARK: Text

  @Test(arguments: [
    ("|left", "left\n"), ("right|", "               right\n"), ("center", "       center\n"),
    ("|center|", "       center\n"), ("a | b", "a                  b\n"), ("|a | b|", "a                  b\n"),
    ("a|b", "        a b\n"), ("  |  xy  |  ", "         xy\n"), ("", " \n"), ("|", " \n"),
  ])
  func `a column is drawn to the pipe that it touches`(_ markup: String, expected: String) throws {
    #expect(try paper(markup) == expected)
  }

  @Test func `escaped characters are printed, and do nothing else`() throws {
    #expect(try paper(#"|\\\|\{\}\-\=\~\_\"\`\^\x41\xe9"#) == #"\|{}-=~_"`^Aé"# + "\n")
    #expect(try paper(#"|\---"#) == "---\n")
    #expect(try paper(#"|\==="#) == "===\n")
    #expect(try paper(#"|one\ntwo"#) == "one\ntwo\n")
    #expect(try paper("|a~~b") == "a  b\n")
  }

  @Test func `control characters are not printed, whichever way they come in`() throws {
    // ESC @, HT, DEL, NEL, LINE SEPARATOR
    #expect(try paper("|a\u{1B}@\tb\u{7F}c\u{85}d\u{2028}e") == "a@bcde\n")
    #expect(try paper(#"|a\x1b\x7f\x85b"#) == "ab\n")
  }

  @Test func `wrong escape sequences are left out with a warning`() throws {
    #expect(try paper(#"|a\qb\xZZc\x4"#) == "abc\n")
    #expect(
      try warnings(#"|a\qb\xZZc\x4"#) == [
        "line 1, column 3: this escape sequence means nothing",
        #"line 1, column 6: \x takes two hexadecimal digits"#,
        #"line 1, column 11: \x takes two hexadecimal digits"#,
      ])
    #expect(try warnings("ok\nend\\") == ["line 2, column 4: a backslash at the end means nothing"])
  }

  @Test func `decorations last until they come again, and carets until as many come again`() throws {
    let layout = ReceiptLayout(profile: MarkupReferenceTests.profile(columns: 48))
    let commands = try layout.compose(markup: #"|a_b_"c"`d`^e^^^f^^^g^^^^^^^^^h"#).commands
    var styles: [String: TextStyle] = [:]
    var style = TextStyle()
    for command in commands {
      if case .style(let new) = command { style = new }
      if case .text(let text) = command { styles[text] = style }
    }
    func look(_ change: (inout TextStyle) -> Void) -> TextStyle {
      var style = TextStyle()
      change(&style)
      return style
    }
    #expect(styles["a"] == TextStyle())
    #expect(styles["b"] == look { $0.underline = .thick })
    #expect(styles["c"] == look { $0.isBold = true })
    #expect(styles["d"] == look { $0.isInverted = true })
    #expect(styles["e"] == look { $0.width = 2 })
    #expect(styles["f"] == look { ($0.width, $0.height) = (2, 2) })
    #expect(styles["g"] == TextStyle())
    #expect(styles["h"] == look { ($0.width, $0.height) = (6, 6) })
  }

  @Test func `hanzi take the width of the bytes that are sent for them`() throws {
    let layout = ReceiptLayout(profile: .generic.with(columns: 20))
    let markup = "{width:* 6}\n|宫保鸡丁盖浇饭加蛋 | 56.00|"
    let texts = try layout.compose(markup: markup).commands.compactMap { command -> String? in
      if case .text(let text) = command { text } else { nil }
    }
    // 13 columns: six hanzi and a half of nothing.
    #expect(texts == ["宫保鸡丁盖浇   56.00", "饭加蛋" + String(repeating: " ", count: 9)])
  }

  // MARK: Rules

  @Test func `a border joins the columns above and below`() throws {
    let markup = "{border:line;width:4 9}\n|aa|b|\n-\n{width:9 4}\n|c|dd|"
    #expect(
      try paper(markup, page: "cp437") == """
          ┌────┬─────────┐
          │ aa │    b    │
          ├────┴────┬────┤
          │    c    │ dd │
          └─────────┴────┘

        """)
  }

  @Test func `where box-drawing characters are two columns wide, rules are of ASCII`() throws {
    let layout = ReceiptLayout(profile: .generic.with(columns: 20))
    let paper = PlainPaper(try layout.compose(markup: "{border:line}\n|a|b|\n{border:none}\n-")).text
    #expect(paper.split(separator: "\n").first == "+--------+---------+")
    #expect(paper.split(separator: "\n").last == "--------------------")
  }

  @Test func `the lines of a drawn border touch each other, and the spacing comes back`() throws {
    let layout = ReceiptLayout(profile: MarkupReferenceTests.profile(columns: 20))
    let commands = try layout.compose(markup: "{border:line}\na\n{border:space}\nb").commands
    let spacings = commands.compactMap { command -> String? in
      if case .lineSpacing(let dots) = command { dots.map(String.init) ?? "own" } else { nil }
    }
    #expect(spacings == ["24", "own"])
  }

  // MARK: Properties

  @Test func `abbreviations are the properties that they stand for`() throws {
    let long = "{text:nowrap;border:2;width:3 4;align:right;option:ean}\n|abcdef|g|\n{code:2012345678903;comment:x}"
    let short = "{t:nowrap;b:2;w:3 4;a:right;o:ean}\n|abcdef|g|\n{c:2012345678903;_:x}"
    #expect(try Markup(long) == Markup(short))
    #expect(try paper(short).hasPrefix("           abc  "))
  }

  @Test func `an empty property changes nothing and prints nothing`() throws {
    #expect(try paper("{width:3}\n{}\n{ ; }\nabcd") == "        abc\n         d\n")
    #expect(try warnings("{}") == [])
  }

  @Test func `what a property cannot be becomes what it usually is, with a warning`() throws {
    #expect(
      try warnings("{border:9}\n{align:middle}\n{text:yes}\n{width:x}\n{option:pdf417}\n{colour:red}\n{x}") == [
        "line 1, column 9: border is line, space, none or 0 to 2: it is space",
        "line 2, column 8: align is left, center or right: it is center",
        "line 3, column 7: text is wrap or nowrap: it wraps",
        "line 4, column 8: a width is auto, * or a number: the column is left out",
        "line 5, column 9: not all of these code options exist; the others are used",
        "line 6, column 2: this property does not exist, and is ignored",
        "line 7, column 2: this is not `key: value`, and is ignored",
      ])
  }

  @Test func `a line with braces that are no property is left out with a warning`() throws {
    #expect(try paper("a{b\n{c:1}|x\n|ok") == "ok\n")
    #expect(try warnings("a{b\n{c:1}|x\n|ok").count == 2)
  }

  @Test func `codes become barcodes and symbols with their options`() throws {
    let layout = ReceiptLayout(profile: MarkupReferenceTests.profile(columns: 48))
    func artwork(_ text: String) throws -> Artwork? { try layout.compose(markup: text).artwork.first }
    #expect(
      try artwork("{code:20123456789;option:upc,3,100,hri}")
        == .barcode(Barcode(.upcA, "201234567899", moduleWidth: 3, height: 100, text: .below), maximumWidth: 576))
    #expect(
      try artwork("{code:0003}")
        == .barcode(Barcode(.code128, "0003", moduleWidth: 2, height: 72, text: .none), maximumWidth: 576))
    #expect(
      try artwork(#"{o:qrcode 6 q;c:https\x3a//example.cn/\;}"#)
        == .symbol(Symbol(.qr(.quartile), Array("https://example.cn/;".utf8), moduleSize: 6), maximumWidth: 576))
    #expect(
      try artwork("{width:12 12}\n{code:0003;option:itf}")
        == .barcode(Barcode(.itf, "0003", moduleWidth: 2, height: 72, text: .none), maximumWidth: 300))
  }

  @Test func `a code with wrong data is left out, and the warning does not quote it`() throws {
    let markup = try Markup("{code:4006381333932;option:ean}")
    #expect(markup.warnings.count == 1)
    let message = markup.warnings.first?.message ?? ""
    #expect(message.hasPrefix("the code is left out: ") && !message.contains("4006"))
  }

  @Test func `an image becomes a picture as the reference shades it`() throws {
    // \x89PNG, base64 without its padding
    let layout = ReceiptLayout(profile: MarkupReferenceTests.profile(columns: 48))
    let composition = try layout.compose(markup: "| {image:iVBORw}")
    #expect(composition.artwork == [.picture(Picture([0x89, 0x50, 0x4E, 0x47], maximumWidth: 576, gamma: 1.8))])
    #expect(composition.commands.contains(.align(.right)))
    #expect(try warnings("{image:!}") == ["line 1, column 8: the image is left out: it is not base64"])
    #expect(
      try warnings("{image:AAAA}") == ["line 1, column 8: the image is left out: it is neither a PNG nor a JPEG file"])
  }

  @Test func `a command is sent as it is, and the document says that it has one`() throws {
    // ESC 7 and three parameters
    let markup = try Markup(#"{command:\x1b7\x07\x50\xff}"#)
    let layout = ReceiptLayout(profile: MarkupReferenceTests.profile(columns: 48))
    #expect(markup.hasCommands)
    #expect(try layout.compose(markup: markup).commands.contains(.raw([0x1B, 0x37, 0x07, 0x50, 0xFF])))
    #expect(try !Markup("text").hasCommands)
  }

  // MARK: Cuts and marks

  @Test func `paper is cut at each cut and at the end, but never without anything on it`() throws {
    let layout = ReceiptLayout(profile: MarkupReferenceTests.profile(columns: 48))
    func cuts(_ text: String) throws -> Int {
      try layout.compose(markup: text).commands.count { $0 == .cut(.partial) }
    }
    #expect(try cuts("a") == 1)
    #expect(try cuts("=\na\n==\nb\n=") == 2)
    #expect(try cuts("a\n=\n") == 1)
    #expect(try cuts("=\n=") == 0)
  }

  @Test func `marks stand before the text and on the last piece of paper`() throws {
    let layout = ReceiptLayout(profile: MarkupReferenceTests.profile(columns: 48))
    var marks = PrintMarks()
    marks.isReprint = true
    let commands = try layout.compose(markup: "=\n{border:line}\n|one\n=\n|two\n=", marks: marks).commands
    let texts = commands.compactMap { command -> String? in
      switch command {
      case .text(let text): text
      case .cut: "cut"
      default: nil
      }
    }
    let words = texts.map { $0.filter(\.isLetter) }.filter { !$0.isEmpty }
    #expect(words == ["REPRINT", "one", "cut", "two", "REPRINT", "cut"])
  }
}
