import Testing
import TextEncodings

struct TextPlannerTests {
  private typealias Run = TextPlanner.Run

  private func planner(_ pages: [String], _ multiByte: String? = nil) throws -> TextPlanner {
    TextPlanner(
      pages: try pages.map { try #require(TextEncoding.named($0)) },
      multiByte: try multiByte.map { try #require(TextEncoding.named($0)) })
  }

  @Test func `hanzi go to the double-byte set and ASCII with whatever is in force`() throws {
    let plan = try planner(["cp437"], "gb18030").plan("应收12.50元")
    #expect(
      plan == [
        Run(.multiByte, "应收", columns: 4), Run(.ascii, "12.50", columns: 5), Run(.multiByte, "元", columns: 2),
      ])
  }

  @Test func `a Latin letter goes to a page, one column wide, where the double-byte set would take two`() throws {
    #expect(
      try planner(["cp437"], "gb18030").plan("咖啡café")
        == [Run(.multiByte, "咖啡", columns: 4), Run(.ascii, "caf", columns: 3), Run(.page(0), "é", columns: 1)])
    // No page has ǎ, and none has anything here.
    #expect(try planner(["cp437"], "gb18030").plan("ǎ") == [Run(.multiByte, "ǎ", columns: 2)])
    #expect(try planner([], "gb18030").plan("é") == [Run(.multiByte, "é", columns: 2)])
  }

  @Test func `one page is kept as long as it serves`() throws {
    let planner = try planner(["cp437", "windows-1252", "cp852"])
    // é is in all three, € in the second only: no switch between them.
    #expect(
      planner.plan("é€ é") == [
        Run(.page(1), "é€", columns: 2), Run(.ascii, " ", columns: 1), Run(.page(1), "é", columns: 1),
      ])
    #expect(planner.plan("é", inForce: .page(2)) == [Run(.page(2), "é", columns: 1)])
    #expect(planner.plan("éő").map(\.kind) == [.page(2)])
    #expect(planner.plan("€ő").map(\.kind) == [.page(1), .page(2)])
  }

  @Test func `signs that both have stay where the text is`() throws {
    let planner = try planner(["cp866"], "gb18030")
    // Cyrillic is set in the page, and № and · with it; among hanzi they are double.
    #expect(planner.plan("Привет№").map(\.kind) == [.page(0)])
    #expect(planner.columns("Привет№") == 7)
    #expect(planner.plan("中№").map(\.kind) == [.multiByte])
    #expect(planner.columns("中№") == 4)
  }

  @Test func `the yen sign is full-width unless a page in force has one`() throws {
    let planner = try planner(["cp437"], "gb18030")
    var bytes: [UInt8] = []
    for run in planner.plan("¥8") { planner.encode(run, into: &bytes) }
    #expect(bytes == [0xA3, 0xA4, 0x38])
    #expect(planner.columns("¥8") == 3)
    #expect(planner.plan("¥", inForce: .page(0)) == [Run(.page(0), "¥", columns: 1)])
    #expect(planner.plan("é¥").map(\.kind) == [.page(0)])
  }

  @Test func `four bytes are sent only to a printer that knows them`() throws {
    #expect(try planner([], "gb18030").plan("𠮷") == [Run(.drawn, "𠮷", columns: 2)])
    #expect(try planner([], "gb18030-4byte").plan("𠮷") == [Run(.multiByte, "𠮷", columns: 2)])
  }

  @Test(
    arguments: [
      ("👨‍👩‍👧", 2), ("🇨🇳", 2), ("👍🏽", 2), ("1️⃣", 2), ("❤️", 2), ("n\u{308}", 1), ("\u{300}", 0), ("ﷺ", 1), ("한", 2),
      ("ქ", 1), ("\u{1112}\u{1161}\u{11AB}", 2),
    ])
  func `a cluster is drawn whole in the columns of its look`(cluster: String, columns: Int) throws {
    let plan = try planner(["cp437"]).plan("q" + cluster)
    if columns == 0 {
      #expect(plan == [Run(.drawn, "q" + cluster, columns: 1)], "a mark on a letter is one cluster with it")
      #expect(try planner(["cp437"]).columns(cluster) == 0)
    } else {
      #expect(plan == [Run(.ascii, "q", columns: 1), Run(.drawn, cluster, columns: columns)])
    }
  }

  @Test func `what is invisible leaves nothing behind`() throws {
    let planner = try planner(["cp437"], "gb18030")
    #expect(planner.plan("\u{200B}中\u{FE00}\u{200E}a\u{AD}\u{202C}b").map(\.columns) == [2, 2])
    #expect(planner.columns("\u{200D}\u{2066}\u{FEFF}") == 0)
    var bytes: [UInt8] = []
    for run in planner.plan("中\u{E0100}a\u{200D}") { planner.encode(run, into: &bytes) }
    #expect(bytes == [0xD6, 0xD0, 0x61])
  }

  @Test func `a word of a script that joins is drawn in one run`() throws {
    let planner = try planner(["thai11", "windows-1256", "cp437"])
    // The mark over ที่ stands on its letter, so the word is drawn, with the letters that the page has.
    #expect(planner.plan("ที่นี่ 5") == [Run(.drawn, "ที่นี่", columns: 2), Run(.ascii, " 5", columns: 2)])
    // A word without marks is the page's.
    #expect(planner.plan("ราคา") == [Run(.page(0), "ราคา", columns: 4)])
    // Arabic is shaped and runs from the right: with the digits between its words, without what follows.
    #expect(planner.plan("سعر 12 ريال OK").map(\.text) == ["سعر 12 ريال", " OK"])
    #expect(planner.plan("हिन्दी").map(\.kind) == [.drawn])
  }

  @Test func `the ASCII that a page lacks is set elsewhere`() throws {
    let planner = try planner(["cp1098", "cp437"])
    #expect(planner.plan("5%") == [Run(.ascii, "5", columns: 1), Run(.page(1), "%", columns: 1)])
  }

  @Test(arguments: ["gb18030", "big5", "shift-jis", "ks-x-1001"])
  func `the columns of a plan are the bytes that it sends`(name: String) throws {
    let planner = try planner(["cp437", "cp866", "katakana"], name)
    for text in ["一二三 ABC ｱｲｳ", "Привет, мир! é №5", "¥12.50 — “中” … ±½", "한국어 円 ￥", "e\u{301}u\u{308}か\u{3099}"] {
      for run in planner.plan(text) where run.kind != .drawn {
        var bytes: [UInt8] = []
        planner.encode(run, into: &bytes)
        #expect(bytes.count == run.columns, "\(run)")
        #expect(!bytes.contains(0x3F))
      }
    }
  }

  @Test func `a megabyte of marks is planned at once`() throws {
    let planner = try planner(["cp437", "cp866"], "gb18030")
    let marks = "a" + String(repeating: "\u{301}", count: 500_000)
    #expect(planner.plan(marks).map(\.kind) == [.drawn])
    var bytes: [UInt8] = []
    #expect(TextEncoding.gb18030.encode(marks, into: &bytes) == 499_999)
    let spread = String(repeating: "א 1", count: 100_000)
    #expect(planner.plan(spread).map(\.kind) == [.drawn, .ascii])
    #expect(LineBreaker(planner).lines(of: marks, columns: 32).count == 1)
  }
}
