import EscPos
import PosModel
import Testing
import TextEncodings

struct ReceiptLayoutTests {
  private func lines(_ json: String, columns: Int = 32) throws -> [String] {
    try ReceiptLayout(profile: .columns(columns)).compose(try receipt(json)).lines
  }

  @Test(arguments: [32, 42, 48])
  func `columns end where they shall, whatever is in them`(columns: Int) throws {
    let json = #"""
      [{"row": ["宫保鸡丁", {"text": "2", "width": 4, "align": "right"}, {"text": "56.00", "width": 9, "align": "right"}]},
       {"row": ["Cola 330ml", {"text": "12", "width": 4, "align": "right"}, {"text": "144.00", "width": 9, "align": "right"}]}]
      """#
    let lines = try lines(json, columns: columns)
    #expect(lines.count == 2)
    for line in lines { #expect(width(line) == columns) }
    #expect(lines[0].hasSuffix("   2     56.00"))
    #expect(lines[1].hasSuffix("  12    144.00"))
  }

  @Test func `a cell goes on in its own column`() throws {
    let lines = try lines(
      #"[{"row": [{"text": "红烧狮子头加辣加葱", "width": 10}, {"text": "38.00", "align": "right"}]}]"#, columns: 20)
    #expect(lines == ["红烧狮子头     38.00", "加辣加葱"])
  }

  @Test func `a cell that does not wrap is cut between characters`() throws {
    let lines = try lines(#"[{"row": [{"text": "红烧狮子头", "width": 5, "wrap": false}, "x"]}]"#)
    #expect(lines == ["红烧  x"])
  }

  @Test func `a table has its columns in line`() throws {
    let lines = try lines(
      #"[{"table": [["a", "1", "1.00"], ["b", "10", "100.00"]], "columns": [{}, {"width": "auto", "align": "right"}, {"width": "auto", "align": "right"}]}]"#,
      columns: 20)
    #expect(lines.map(width) == [20, 20])
    #expect(lines[0].hasSuffix(" 1   1.00"))
    #expect(lines[1].hasSuffix("10 100.00"))
  }

  @Test func `columns too wide together give way`() throws {
    let lines = try lines(
      #"[{"row": [{"text": "aaaaaaaaaaaa", "width": 30}, {"text": "bbbbbbbbbb", "width": 30}], "gap": 0}]"#, columns: 16
    )
    for line in lines { #expect(width(line) <= 16) }
    #expect(lines.joined().filter { $0 == "a" }.count == 12)
    #expect(lines.joined().filter { $0 == "b" }.count == 10)
  }

  @Test func `no line is ever wider than the paper`() throws {
    let texts = ["价格12.50元/kg", "abc defghijklmnopqrstuvwxyz", "一二三四五六七八九十一二三四五六七八九十", "Ünïcödé ¥100", "😀中", ""]
    for columns in [8, 32, 42, 48] {
      let layout = ReceiptLayout(profile: .columns(columns))
      for left in texts {
        for right in texts {
          for size in [1, 2, 8] {
            var look = TextLook()
            look.width = size
            let row = RowElement([
              ([TextSpan(left)], ColumnSpec(.characters(7))), ([TextSpan(right, look: look)], ColumnSpec()),
            ])
            let document = ReceiptDocument([
              .row(row), .text(TextElement([TextSpan(left), TextSpan(right, look: look)])),
            ])
            #expect(Ruler.widest(try layout.compose(document)) <= columns * 12)
          }
        }
      }
    }
  }

  @Test func `more columns than the paper has room for are refused`() {
    let row = RowElement((0..<40).map { ([TextSpan("\($0)")], ColumnSpec()) }, gap: 0)
    #expect {
      try ReceiptLayout(profile: .columns(32)).compose(ReceiptDocument([.row(row)]))
    } throws: {
      ($0 as? PosError)?.message == "receipt[0]: has 40 columns, too many for 32 characters"
    }
  }

  @Test func `words wrap at spaces and marks stay with their words`() throws {
    #expect(try lines(#"["the quick brown fox"]"#, columns: 10) == ["the quick", "brown fox"])
    #expect(try lines(#"["一二三四,五六(七八)九"]"#, columns: 8) == ["一二三", "四,五六", "(七八)九"])
    #expect(try lines(#"["abcdefghijklmnop"]"#, columns: 10) == ["abcdefghij", "klmnop"])
  }

  @Test func `large text counts by its size`() throws {
    #expect(try lines(#"[{"text": "一二三四五", "size": 2}]"#, columns: 16) == ["一二三四", "五"])
  }

  @Test func `line ends and control characters of text are no commands`() throws {
    #expect(try lines(#"["a\r\nb\rc\u2028d\u001b@\u0010\u0014e\tf"]"#) == ["a", "b", "c", "d@e    f"])
  }

  @Test func `a rule is as wide as the paper`() throws {
    #expect(
      try lines(#"[{"rule": "dashed"}, {"rule": "*"}, {"rule": "一"}]"#, columns: 33)
        == [String(repeating: "-", count: 33), String(repeating: "*", count: 33), String(repeating: "一", count: 16)])
    for line in try lines(#"[{"rule": "single"}, {"rule": "double"}]"#) { #expect(width(line) == 32) }
  }

  @Test func `a box closes on all sides`() throws {
    let lines = try lines(#"[{"box": ["外卖", {"text": "右", "align": "right"}, {"box": ["in"]}]}]"#)
    #expect(lines.first?.hasPrefix("┌") == true)
    #expect(lines.last?.hasSuffix("┘") == true)
    #expect(Set(lines.map(width)) == [32])
    for line in lines.dropFirst().dropLast() { #expect(line.hasPrefix("│") && line.hasSuffix("│")) }
  }

  @Test func `a box without room leaves its content`() throws {
    #expect(try lines(#"[{"box": ["ab"]}]"#, columns: 6) == ["ab"])
  }

  @Test func `a receipt is cut at its end unless it says where`() throws {
    func cuts(_ json: String, _ profile: PrinterProfile = .generic) throws -> [PrintCommand] {
      try ReceiptLayout(profile: profile).compose(try receipt(json)).commands.filter {
        switch $0 {
        case .cut, .feed: true
        default: false
        }
      }
    }
    #expect(try cuts(#"["a"]"#) == [.cut(.partial)])
    #expect(try cuts(#"["a", {"cut": "full"}, "b"]"#) == [.cut(.full)])
    #expect(try cuts(#"[{"drawer": 2}]"#) == [])
    var handheld = PrinterProfile.generic
    handheld.cuts = []
    #expect(try cuts(#"["a"]"#, handheld) == [.feed(lines: 4)])
  }

  @Test func `what the printer lacks is drawn as wide as its columns`() throws {
    let composition = try ReceiptLayout(profile: .generic).compose(try receipt(#"["好😀好"]"#))
    #expect(composition.artwork == [.text(DrawnText("😀", width: 24, height: 24))])
    #expect(composition.commands.contains(.drawnText(artwork: 0, columns: 2)))
  }

  @Test func `a tall line with something drawn is drawn whole`() throws {
    let composition = try ReceiptLayout(profile: .generic).compose(try receipt(#"[{"text": "a😀", "size": 2}]"#))
    #expect(
      composition.artwork == [
        .text(DrawnText("a", width: 24, height: 48)), .text(DrawnText("😀", width: 48, height: 48)),
      ])
    #expect(
      composition.commands.contains(
        .drawnLine([DrawnPart(artwork: 0, x: 0), DrawnPart(artwork: 1, x: 24)], isUpsideDown: false)))
  }

  @Test func `codes that the printer lacks are drawn within the paper`() throws {
    let json = #"[{"barcode": "(01)04006381333931", "type": "dataBar"}, {"code2D": "x", "type": "aztec"}]"#
    let composition = try ReceiptLayout(profile: .generic).compose(try receipt(json))
    #expect(composition.artwork.count == 2)
    guard case .symbol(_, let width, _) = composition.artwork[1] else { throw TestFailure() }
    #expect(width == 576)
  }

  @Test func `data that would be a command are drawn`() throws {
    // DLE DC4 1 0 1 in a QR code.
    let document = ReceiptDocument([.symbol(SymbolElement(Symbol(.qr(.low), [0x41, 0x10, 0x14, 0x01, 0x00, 0x01])))])
    #expect(try ReceiptLayout(profile: .generic).compose(document).artwork.count == 1)
  }

  @Test func `a logo that cannot be is refused with its place`() {
    #expect {
      try ReceiptLayout(profile: .generic).compose(
        ReceiptDocument([.line("a"), .box(BoxElement([.logo(LogoElement("01"))]))]))
    } throws: {
      ($0 as? PosError)?.message == "receipt[1].box[0].logo: generic-80 stores no logos; use an image"
    }
  }

  @Test func `plain text is fed and cut`() throws {
    let composition = try ReceiptLayout(profile: .generic).compose(text: "一\n二\n")
    #expect(composition.commands == [.initialize, .text("一"), .newline, .text("二"), .newline, .cut(.partial)])
  }

  @Test func `a picture is fed and cut`() throws {
    let composition = try ReceiptLayout(profile: .generic).compose(image: ImageElement([1, 2, 3], width: 900))
    #expect(composition.artwork == [.picture(Picture([1, 2, 3], width: 576, maximumWidth: 576))])
    #expect(composition.commands == [.initialize, .align(.center), .picture(artwork: 0), .cut(.partial)])
  }

  @Test func `a page has everything at its place, or all below each other without page mode`() throws {
    let json = #"[{"page": [{"x": 10, "y": 90, "element": "b"}, {"x": 5, "y": 40, "element": "a"}], "height": 100}]"#
    var profile = PrinterProfile.generic
    profile.hasPageMode = true
    let page = try ReceiptLayout(profile: profile).compose(try receipt(json)).commands
    #expect(
      page.contains(
        .page(
          width: 576, height: 100, direction: .leftToRight,
          [
            .initialize, .moveDown(dots: 90), .moveTo(dots: 10), .text("b"), .moveDown(dots: 40), .moveTo(dots: 5),
            .text("a"),
          ].filter { $0 != .initialize })))
    #expect(try lines(json) == ["a", "b"])
  }
}

/// Measures lines in dots, as the generic printer sets them.
enum Ruler {
  static func widest(_ composition: Composition) -> Int {
    var style = TextStyle()
    var x = 0
    var widest = 0
    for command in composition.commands {
      switch command {
      case .style(let new): style = new
      case .text(let text): x += width(text) * 12 * style.width
      case .run(let run): x += run.columns * 12 * style.width
      case .drawnText(_, let columns): x += columns * 12 * style.width
      case .drawnLine(let parts, _):
        for part in parts {
          if case .text(let text) = composition.artwork[part.artwork] { widest = max(widest, part.x + text.width) }
        }
      case .moveTo(let dots): x = max(x, dots)
      case .newline:
        widest = max(widest, x)
        x = 0
      default: break
      }
    }
    return max(widest, x)
  }
}
