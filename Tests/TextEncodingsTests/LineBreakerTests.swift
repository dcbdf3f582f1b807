import Testing
import TextEncodings

struct LineBreakerTests {
  private let breaker = LineBreaker(
    TextPlanner(
      pages: ["cp437", "cp866"].compactMap(TextEncoding.named), multiByte: .gb18030))

  @Test func `a line ends at a space, which disappears`() {
    #expect(breaker.lines(of: "the quick brown fox", columns: 9) == ["the quick", "brown fox"])
    #expect(breaker.lines(of: "the  quick   brown", columns: 10) == ["the  quick", "brown"])
    #expect(breaker.lines(of: "ab ", columns: 2) == ["ab"])
    #expect(breaker.lines(of: "", columns: 5) == [""])
  }

  @Test func `line feeds of every kind are kept`() {
    #expect(breaker.lines(of: "a\nb\r\nc\r\rd\n", columns: 8) == ["a", "b", "c", "", "d", ""])
  }

  @Test func `hanzi break anywhere and no pair is split`() {
    #expect(breaker.lines(of: "红烧牛肉面大份", columns: 7) == ["红烧牛", "肉面大", "份"])
    #expect(breaker.lines(of: "可口可乐330ml", columns: 10) == ["可口可乐", "330ml"])
    #expect(breaker.lines(of: "价格100元", columns: 7) == ["价格100", "元"])
  }

  @Test(
    arguments: [
      ("今天，明天", 4, ["今", "天，", "明天"]),
      ("一二三。四", 6, ["一二", "三。四"]),
      ("一二（三四）", 6, ["一二", "（三", "四）"]),
      ("一二￥三四", 6, ["一二", "￥三四"]),
      ("一二“三四”", 6, ["一二", "“三", "四”"]),
      ("一二三——四", 8, ["一二", "三——四"]),
      ("チョコレート", 6, ["チョコ", "レート"]),
      ("ちょっとまって", 4, ["ちょっ", "とま", "って"]),
      ("人々の声", 2, ["人", "々", "の", "声"]),
      ("二百$300", 6, ["二百", "$300"]),
      ("税率(13%)合计", 8, ["税率", "(13%)合", "计"]),
    ] as [(String, Int, [String])])
  func `kinsoku keeps signs with their neighbours`(text: String, columns: Int, lines: [String]) {
    let broken = breaker.lines(of: text, columns: columns)
    if text.hasPrefix("ちょ") {
      // っ may not start a line, but three kana do not fit into four columns: there is no way.
      #expect(broken == ["ちょ", "っと", "まっ", "て"])
    } else {
      #expect(broken == lines)
    }
  }

  @Test func `words break after hyphens, numbers and dates do not`() {
    #expect(breaker.lines(of: "a well-known brand", columns: 8) == ["a well-", "known", "brand"])
    #expect(breaker.lines(of: "on 2026-11-26", columns: 11) == ["on", "2026-11-26"])
  }

  @Test func `a word longer than a line is broken between clusters`() {
    #expect(breaker.lines(of: "abcdefghij", columns: 4) == ["abcd", "efgh", "ij"])
    #expect(breaker.lines(of: "x abcdefghij", columns: 4) == ["x", "abcd", "efgh", "ij"])
    #expect(breaker.lines(of: "👨‍👩‍👧👨‍👩‍👧", columns: 3) == ["👨‍👩‍👧", "👨‍👩‍👧"])
    #expect(breaker.lines(of: "中文", columns: 1) == ["中", "文"], "what does not fit stands alone")
  }

  @Test func `the width factor counts`() {
    #expect(breaker.lines(of: "红烧牛肉", columns: 8, widthFactor: 2) == ["红烧", "牛肉"])
    let pieces = [
      LineBreaker.Piece("合计 ", payload: 1), LineBreaker.Piece("12.50", widthFactor: 2, payload: 2),
      LineBreaker.Piece("元", payload: 3),
    ]
    #expect(
      breaker.lines(of: pieces, columns: 14) == [
        [LineBreaker.Piece("合计", payload: 1)],
        [LineBreaker.Piece("12.50", widthFactor: 2, payload: 2), LineBreaker.Piece("元", payload: 3)],
      ])
    #expect(breaker.lines(of: pieces, columns: 17).count == 1)
    // A word goes on from piece to piece.
    #expect(
      breaker.lines(of: [LineBreaker.Piece("ab c"), LineBreaker.Piece("d\nef", payload: 1)], columns: 3)
        == [
          [LineBreaker.Piece("ab")], [LineBreaker.Piece("c"), LineBreaker.Piece("d", payload: 1)],
          [LineBreaker.Piece("ef", payload: 1)],
        ])
  }

  @Test(arguments: [32, 42, 48])
  func `no line of a mixed receipt is wider than the paper, and nothing is lost`(columns: Int) {
    let text = """
      欢迎光临！会员卡号：6225****1234，本次消费¥128.50（含税13%），积分+128。
      Café au lait × 2 — “大杯”…№5 Привет, мир! 超长英文字母abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz结束
      地址：上海市浦东新区世纪大道100号2楼B-201室；电话：021-5888-6666。谢谢惠顾，欢迎下次光临！😀👍🏽
      """
    let lines = breaker.lines(of: text, columns: columns)
    for line in lines {
      #expect(breaker.planner.columns(line) <= columns, "\(line)")
      #expect(!"，。！；：）”…".contains(line.first ?? "a"))
      #expect(!"（“".contains(line.last ?? "a"))
    }
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " && $0 != "\n" })
  }

  @Test func `a sign that is double by itself still fits`() {
    // № is one column in Cyrillic and two alone: the line is broken once more.
    for columns in 1...12 {
      for line in breaker.lines(of: "Цена №№№№ №№ Я№№№№", columns: columns) {
        #expect(breaker.planner.columns(line) <= max(columns, 2), "\(line) \(columns)")
      }
    }
  }

  @Test func `truncation ends with an ellipsis and never inside a pair`() {
    #expect(breaker.truncate("红烧牛肉面", to: 10) == "红烧牛肉面")
    #expect(breaker.truncate("红烧牛肉面", to: 9) == "红烧牛…")
    #expect(breaker.truncate("红烧牛肉面", to: 9, ellipsis: false) == "红烧牛肉")
    #expect(breaker.truncate("红烧牛肉面", to: 1) == "")
    #expect(breaker.truncate("abc", to: 0) == "")
    #expect(breaker.truncate("abc", to: -5) == "")
    let western = LineBreaker(TextPlanner(pages: ["cp437"].compactMap(TextEncoding.named), multiByte: nil))
    #expect(western.truncate("Mineral water", to: 10) == "Mineral...")
    #expect(western.truncate("Mineral water", to: 11) == "Mineral...", "no space before the dots")
    #expect(western.truncate("Mineral", to: 2) == "Mi")
    for columns in 0...24 {
      let pieces = [LineBreaker.Piece("牛肉é№"), LineBreaker.Piece("大份x", widthFactor: 2)]
      #expect(breaker.columns(of: breaker.truncate(pieces, to: columns)) <= columns)
    }
  }

  @Test func `padding fills the columns that are really sent`() {
    #expect(breaker.pad("元", to: 5) == "元   ")
    #expect(breaker.pad("元", to: 5, .end) == "   元")
    #expect(breaker.pad("元", to: 5, .center) == " 元  ")
    #expect(breaker.pad("元元元", to: 5) == "元元元")
    #expect(breaker.pad("", to: .max).utf8.count == 4096)
  }
}
