import Barcodes
import PosTesting
import Testing

struct ScannedTextTests {
  @Test(
    arguments: [
      ("41 42", "AB", nil), ("e4bda0", "你", "utf-8"), ("c4e3", "你", "gb18030"), ("48ff", "H\u{FF}", "iso8859-1"),
      ("8139EE39", "\u{3400}", "gb18030"), ("", "", nil), ("5C5C", "\\\\", nil),
    ] as [(String, String, String?)])
  func `bytes without a character set are UTF-8, else GB18030, else Latin-1`(
    hex text: String, wanted: String, charset: String?
  ) {
    let bytes = hex(text)
    let read = ScannedText(bytes, hasECI: false)
    #expect(read.text == wanted)
    #expect(read.charset == charset)
    #expect(read.eci == nil)
    #expect(read.data == bytes)
  }

  @Test(
    arguments: [
      (3, "FC", "ü", "iso8859-1"), (4, "B1", "ą", "iso8859-2"), (7, "BF", "П", "iso8859-5"),
      (17, "A4", "€", "iso8859-15"), (0, "81", "ü", "cp437"), (20, "93FA 967B", "日本", "shift-jis"),
      (21, "9C", "ś", "windows-1250"), (22, "CF", "П", "windows-1251"), (23, "80", "€", "windows-1252"),
      (25, "4F60 597D", "你好", "utf-16be"), (25, "D83D DE00", "😀", "utf-16be"), (26, "E4BDA0", "你", "utf-8"),
      (27, "41", "A", "ascii"), (28, "A741", "你", "big5"), (29, "C4E3", "你", "gb18030"),
      (30, "B0A1", "가", "ks-x-1001"), (31, "C4E3", "你", "gbk"), (32, "8139EE39", "\u{3400}", "gb18030"),
      (33, "604F", "你", "utf-16le"), (34, "00004F60", "你", "utf-32be"), (35, "604F0000", "你", "utf-32le"),
    ])
  func `an ECI says the character set`(number: Int, data: String, text: String, charset: String) {
    let digits = String(number)
    let escape = "\\" + String(repeating: "0", count: 6 - digits.utf8.count) + digits
    let read = ScannedText(Array(escape.utf8) + hex(data), hasECI: true)
    #expect(read.text == text)
    #expect(read.charset == charset)
    #expect(read.eci == number)
    #expect(read.data == hex(data))
  }

  @Test func `one symbol changes its character set, and doubles its backslashes`() {
    let raw = Array("C:\\\\a\\000029".utf8) + [0xC4, 0xE3] + Array("\\000026".utf8) + Array("é\\\\".utf8)
    let read = ScannedText(raw, hasECI: true)
    #expect(read.text == "C:\\a你é\\")
    #expect(read.eci == 29)
    #expect(read.charset == "gb18030")
    #expect(read.data == Array("C:\\a".utf8) + [0xC4, 0xE3] + Array("é\\".utf8))
  }

  @Test(arguments: ["\\", "a\\", "\\12", "\\12345", "\\12345x", "x\\y"])
  func `a backslash that escapes nothing stays`(text: String) {
    #expect(ScannedText(Array(text.utf8), hasECI: true).text == text)
  }

  @Test func `a character set that does not fit the bytes is not believed`() {
    // Scanners announce UTF-8 (26) for what is GB18030.
    let read = ScannedText(Array("\\000026".utf8) + [0xC4, 0xE3], hasECI: true)
    #expect(read.text == "你")
    #expect(read.charset == "gb18030")
    #expect(read.eci == 26)
    #expect(ScannedText(Array("\\000025".utf8) + [0x4F], hasECI: true).text == "O")
    #expect(ScannedText(Array("\\000899A".utf8), hasECI: true).text == "A")
  }
}
