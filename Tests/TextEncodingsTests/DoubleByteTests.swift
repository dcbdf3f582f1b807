import Testing
import TextEncodings

struct DoubleByteTests {
  private func bytes(_ text: String, _ name: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try #require(TextEncoding.named(name)).encode(text, into: &bytes)
    return bytes
  }

  @Test(
    arguments: [
      // First cell, ideographs, a full stop, the last of level 1, the first of level 2, the last of ETEN, €.
      (
        "big5", "　中文應收。籲乂龘€",
        [0xA1, 0x40, 0xA4, 0xA4, 0xA4, 0xE5, 0xC0, 0xB3, 0xA6, 0xAC, 0xA1, 0x43, 0xC6, 0x7E, 0xC9, 0x40, 0xF9, 0xD5]
          + [0xA3, 0xE1]
      ),
      // Kana of two bytes and of one, NEC's row 13, the last of JIS level 2, NEC's selection of IBM's.
      (
        "shift-jis", "　日本語テスト円ｱｲﾟ｡①熙髙￥",
        [0x81, 0x40, 0x93, 0xFA, 0x96, 0x7B, 0x8C, 0xEA, 0x83, 0x65, 0x83, 0x58, 0x83, 0x67, 0x89, 0x7E]
          + [0xB1, 0xB2, 0xDF, 0xA1, 0x87, 0x40, 0xEA, 0xA4, 0xEE, 0xE0, 0x81, 0x8F]
      ),
      // KS X 1001 from its first to its last, syllables that only CP949 has (first, one in the middle, last), €.
      (
        "ks-x-1001", "　가한국어伽詰갂똠힣€",
        [0xA1, 0xA1, 0xB0, 0xA1, 0xC7, 0xD1, 0xB1, 0xB9, 0xBE, 0xEE, 0xCA, 0xA1, 0xFD, 0xFE]
          + [0x81, 0x41, 0x8C, 0x63, 0xC6, 0x52, 0xA2, 0xE6]
      ),
    ] as [(String, String, [UInt8])])
  func `text becomes the bytes of the vendor`(name: String, text: String, expected: [UInt8]) throws {
    #expect(try bytes(text, name) == expected)
    #expect(try #require(TextEncoding.named(name)).decode(expected) == text)
  }

  /// Hash, characters and codes that come back as CPython's codecs have them (private characters left out).
  @Test(
    arguments: [
      ("gb18030", 0x585B_03D1_F31A_BE11, 21872, 21872, []),
      ("big5", 0x5366_1C2F_7DAF_9C48, 13752, 13742, []),
      ("shift-jis", 0x80C0_C0E1_483B_6D67, 7724, 7326, [0xA0...0xDF, 0xFD...0xFE]),
      ("ks-x-1001", 0x916F_DA73_85D6_FD36, 17048, 17048, []),
    ] as [(String, UInt64, Int, Int, [ClosedRange<UInt8>])])
  func `every two-byte code is that of CPython, both ways`(
    name: String, hash: UInt64, characters: Int, same: Int, noLeads: [ClosedRange<UInt8>]
  ) throws {
    let encoding = try #require(TextEncoding.named(name))
    var scalars: [Unicode.Scalar] = []
    var back = 0
    var buffer: [UInt8] = []
    for lead in 0x81...0xFE as ClosedRange<UInt8> where !noLeads.contains(where: { $0 ~= lead }) {
      for trail in 0x40...0xFE as ClosedRange<UInt8> {
        let text = encoding.decode([lead, trail])
        guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else {
          scalars.append("\u{FFFD}")
          continue
        }
        scalars.append(scalar)
        guard scalar != "\u{FFFD}" else { continue }
        buffer.removeAll(keepingCapacity: true)
        #expect(encoding.encode(text, into: &buffer) == 0)
        #expect(encoding.decode(buffer) == text)
        if buffer == [lead, trail] { back += 1 }
      }
    }
    #expect(scalars.count { $0 != "\u{FFFD}" } == characters)
    #expect(back == same)
    #expect(fnv(scalars) == hash)
  }

  @Test func `katakana of one byte takes one column`() throws {
    let encoding = try #require(TextEncoding.named("shift-jis"))
    #expect(encoding.displayWidth("ｱｲｳ") == 3)
    #expect(encoding.displayWidth("アイウ") == 6)
    for byte in 0xA1...0xDF as ClosedRange<UInt8> { #expect(try bytes(encoding.decode([byte]), "shift-jis") == [byte]) }
  }

  @Test func `katakana of one byte keep their sound marks as bytes`() throws {
    let planner = TextPlanner(pages: [], multiByte: TextEncoding.named("shift-jis"))
    let runs = planner.plan("ｺｰﾋﾟｰ ﾋﾞｰﾙ")
    #expect(runs.reduce(0) { $0 + $1.columns } == 10 && !runs.contains { $0.kind == .drawn })
    var bytes: [UInt8] = []
    for run in runs { planner.encode(run, into: &bytes) }
    #expect(bytes == [0xBA, 0xB0, 0xCB, 0xDF, 0xB0, 0x20, 0xCB, 0xDE, 0xB0, 0xD9])
  }

  @Test func `kana with their voice mark apart are composed, and Hangul in parts`() throws {
    #expect(try bytes("か\u{3099}ハ\u{309A}", "shift-jis") == [0x82, 0xAA, 0x83, 0x70])
    #expect(try bytes("\u{1112}\u{1161}\u{11AB}\u{1100}\u{1161}", "ks-x-1001") == [0xC7, 0xD1, 0xB0, 0xA1])
  }

  @Test func `what the vendors map differently goes by its twin`() throws {
    #expect(try bytes("\u{301C}¥¢", "shift-jis") == [0x81, 0x60, 0x81, 0x8F, 0x81, 0x91])
    #expect(try bytes("￦", "ks-x-1001") == [0xA3, 0xDC])
    #expect(try bytes("ＡＢ：", "cp437") == Array("AB:".utf8))
  }

  @Test func `a character that the set lacks is replaced and counted`() throws {
    for name in ["big5", "shift-jis", "ks-x-1001"] {
      var bytes: [UInt8] = []
      #expect(try #require(TextEncoding.named(name)).encode("a𠮷b😀", into: &bytes) == 2)
      #expect(bytes == Array("a?b?".utf8))
    }
  }

  @Test(arguments: ["big5", "shift-jis", "ks-x-1001"])
  func `broken pairs decode without a trap`(name: String) throws {
    let encoding = try #require(TextEncoding.named(name))
    #expect(encoding.decode([0x81]) == "\u{FFFD}")
    #expect(encoding.decode([0x81, 0x0A, 0x41]) == "\u{FFFD}\nA")
    #expect(encoding.decode([0xFF, 0x41]) == "\u{FFFD}A")
    #expect(encoding.decode([0x80, 0x41]) == "\u{FFFD}A")
    for lead in 0x80...0xFF as ClosedRange<UInt8> {
      for trail in 0...0xFF as ClosedRange<UInt8> { #expect(!encoding.decode([lead, trail]).isEmpty) }
    }
  }
}
