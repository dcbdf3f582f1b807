import Testing
import TextEncodings

struct TextEncodingTests {
  private func bytes(_ text: String, _ name: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try #require(TextEncoding.named(name)).encode(text, into: &bytes)
    return bytes
  }

  @Test func `Chinese text becomes the bytes that Python's gb18030 gives`() throws {
    #expect(
      try bytes("中文测试应收找零", "gb18030")
        == [0xD6, 0xD0, 0xCE, 0xC4, 0xB2, 0xE2, 0xCA, 0xD4, 0xD3, 0xA6, 0xCA, 0xD5, 0xD5, 0xD2, 0xC1, 0xE3])
    // First and last cells, a cell behind 7F, Latin and Greek from below U+0800, €.
    #expect(try bytes("丂狛亐éα€", "gb18030") == [0x81, 0x40, 0xA0, 0xFE, 0x81, 0x80, 0xA8, 0xA6, 0xA6, 0xC1, 0xA2, 0xE3])
  }

  @Test func `the yen sign is sent as the full-width one, never as four bytes`() throws {
    #expect(try bytes("¥12.50", "gb18030") == [0xA3, 0xA4] + Array("12.50".utf8))
    #expect(try bytes("￥", "cp437") == [0x9D])
  }

  @Test func `a character of four bytes is replaced unless the printer knows it`() throws {
    var bytes: [UInt8] = []
    #expect(TextEncoding.gb18030.encode("𠮷㐀ß", into: &bytes) == 3)
    #expect(bytes == Array("???".utf8))
    #expect(try self.bytes("𠮷", "gb18030-4byte") == [0x95, 0x34, 0xB2, 0x35])
    #expect(try self.bytes("㐀", "gb18030-4byte") == [0x81, 0x39, 0xEE, 0x39])
    #expect(try self.bytes("\u{FFFF}", "gb18030-4byte") == [0x84, 0x31, 0xA4, 0x39])
    #expect(try self.bytes("\u{E7C7}", "gb18030-4byte") == Array("?".utf8), "private characters are nobody's")
  }

  @Test func `every two-byte code decodes to a character that encodes to the same code`() throws {
    var count = 0
    for lead in 0x81...0xFE as ClosedRange<UInt8> {
      for trail in 0x40...0xFE as ClosedRange<UInt8> {
        let text = TextEncoding.gb18030.decode([lead, trail])
        guard !text.unicodeScalars.contains("\u{FFFD}") else { continue }
        count += 1
        #expect(try bytes(text, "gb18030") == [lead, trail])
      }
    }
    #expect(count == 21872)
  }

  @Test func `every scalar of Unicode comes back from four-byte GB18030`() throws {
    let encoding = try #require(TextEncoding.named("gb18030-4byte"))
    for value in stride(from: UInt32(0x80), through: 0x10FFFF, by: 97) {
      guard let scalar = Unicode.Scalar(value), !(0xE000...0xF8FF ~= value), !(0xFE00...0xFE0F ~= value) else {
        continue
      }
      var bytes: [UInt8] = []
      // U+FFFD itself and what is printed as something else are not told apart here.
      guard encoding.encode(String(scalar), into: &bytes) == 0, bytes.count > 1 else { continue }
      let back = encoding.decode(bytes).unicodeScalars.first
      #expect(back == scalar || bytes == [0xA1, 0xA4] || bytes == [0xA3, 0xA4], "U+\(String(value, radix: 16))")
    }
  }

  @Test(
    arguments: [
      ("cp437", "Çé£¥ñß■", [0x80, 0x82, 0x9C, 0x9D, 0xA4, 0xE1, 0xFE]),
      ("cp850", "Áø×", [0xB5, 0x9B, 0x9E]),
      ("cp852", "őŁž", [0x8B, 0x9D, 0xA7]),
      ("cp858", "€", [0xD5]),
      ("cp860", "ãÕ", [0x84, 0x99]),
      ("cp863", "Âê", [0x84, 0x88]),
      ("cp865", "øØ", [0x9B, 0x9D]),
      ("cp866", "Привет", [0x8F, 0xE0, 0xA8, 0xA2, 0xA5, 0xE2]),
      ("windows-1250", "čř", [0xE8, 0xF8]),
      ("windows-1251", "Цена", [0xD6, 0xE5, 0xED, 0xE0]),
      ("windows-1252", "€–é", [0x80, 0x96, 0xE9]),
      ("iso8859-15", "€Š", [0xA4, 0xA6]),
    ] as [(String, String, [UInt8])])
  func `a code page gives the bytes of its vendor`(name: String, text: String, expected: [UInt8]) throws {
    #expect(try bytes(text, name) == expected)
    #expect(try #require(TextEncoding.named(name)).decode(expected) == text)
  }

  @Test(arguments: TextEncoding.names)
  func `each page has 128 upper characters that come back`(name: String) throws {
    let encoding = try #require(TextEncoding.named(name))
    guard !encoding.isMultiByte else { return }
    for byte in 0x80...0xFF as ClosedRange<UInt8> {
      let text = encoding.decode([byte])
      guard text != "\u{FFFD}" else { continue }
      var bytes: [UInt8] = []
      // A lone combining mark (windows-1258) and a joiner are text too, but not these pages' round trip.
      guard encoding.encode(text, into: &bytes) == 0, let first = bytes.first else { continue }
      #expect(encoding.decode([first]) == text)
    }
  }

  @Test func `decomposed letters are composed and invisible characters leave nothing`() throws {
    #expect(try bytes("e\u{301}\u{200D}\u{FE0F}", "cp437") == [0x82])
    #expect(try bytes("u\u{308}\u{30C}", "gb18030") == [0xA8, 0xB7])
  }

  @Test func `the width is that of the bytes sent`() throws {
    #expect(TextEncoding.gb18030.displayWidth("中a·℃𠮷") == 2 + 1 + 2 + 2 + 1)
    #expect(try #require(TextEncoding.named("gb18030-4byte")).displayWidth("𠮷") == 2)
    #expect(try #require(TextEncoding.named("cp437")).displayWidth("é中") == 2)
  }

  @Test func `broken bytes decode without a trap`() {
    #expect(TextEncoding.gb18030.decode([0x81]) == "\u{FFFD}")
    #expect(TextEncoding.gb18030.decode([0xFF, 0x41]) == "\u{FFFD}A")
    #expect(TextEncoding.gb18030.decode([0x81, 0x30, 0x84]) == "\u{FFFD}0\u{FFFD}")
    #expect(TextEncoding.gb18030.decode([0xFE, 0x39, 0xFE, 0x39]) == "\u{FFFD}")
    #expect(TextEncoding.named("klingon") == nil)
  }
}
