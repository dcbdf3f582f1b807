import EscPos
import PosModel
import Testing
import TextEncodings

struct ReceiptTextTests {
  @Test func `Chinese text prints in double-byte mode and is cut`() {
    let receipt = ReceiptText("收款 ¥5", cut: true).encoded()
    #expect(
      receipt.bytes == [
        0x1B, 0x40,  // ESC @
        0x1C, 0x26,  // FS &
        0xCA, 0xD5, 0xBF, 0xEE, 0x20, 0xA3, 0xA4, 0x35, 0x0A,
        0x1D, 0x56, 0x42, 0x00,  // GS V 66 0
      ])
    #expect(receipt.unencodable == 0)
  }

  @Test func `a code page is selected by its number`() throws {
    let receipt = ReceiptText("é", encoding: try #require(.named("windows-1252")), cut: false).encoded()
    #expect(receipt.bytes == [0x1B, 0x40, 0x1C, 0x2E, 0x1B, 0x74, 0x10, 0xE9, 0x0A])
  }

  @Test func `text cannot carry a command`() {
    let attack = "a\u{1B}p\u{0}\u{10}\u{14}\u{1}\u{1D}V\u{0}\u{9B}\u{7F}b"
    #expect(ReceiptText(attack, cut: false).encoded().bytes == [0x1B, 0x40, 0x1C, 0x26] + Array("apVb\n".utf8))
  }

  @Test func `every kind of line end is one line feed`() {
    let receipt = ReceiptText("1\r\n2\r3\n4\u{2028}5\n\n6", cut: false).encoded()
    #expect(receipt.bytes.dropFirst(4) == ArraySlice("1\n2\n3\n4\n5\n\n6\n".utf8))
  }

  @Test func `what the printer has no character for is counted`() {
    let receipt = ReceiptText("😀𠮷", cut: false).encoded()
    #expect(receipt.unencodable == 2)
    #expect(receipt.bytes.dropFirst(4) == ArraySlice("??\n".utf8))
  }

  @Test func `the drawer opens before the first line`() {
    let receipt = ReceiptText("x", cut: false, drawer: DrawerPulse()).encoded()
    #expect(receipt.bytes.prefix(7) == [0x1B, 0x40, 0x1B, 0x70, 0x00, 0x32, 0xC8])
  }

  @Test func `a pulse is always five bytes`() {
    #expect(DrawerPulse(pin: 5, on: .milliseconds(50), off: .milliseconds(500)).bytes == [0x1B, 0x70, 1, 25, 250])
    #expect(DrawerPulse(on: .seconds(9), off: .zero).bytes == [0x1B, 0x70, 0, 255, 255])
    #expect(DrawerPulse(on: .seconds(-9), off: .zero).bytes == [0x1B, 0x70, 0, 1, 1])
    #expect(DrawerPulse().realTimeBytes == [0x10, 0x14, 0x01, 0x00, 0x01])
    #expect(DrawerPulse(pin: 5, on: .seconds(100)).realTimeBytes == [0x10, 0x14, 0x01, 0x01, 0x08])
  }

  @Test(arguments: TextEncoding.names)
  func `no text in any encoding puts a control byte on the line`(name: String) throws {
    let encoding = try #require(TextEncoding.named(name))
    var text = String.UnicodeScalarView()
    for value in UInt32(0)...0x33FF {
      if let scalar = Unicode.Scalar(value), value != 0x0A { text.append(scalar) }
    }
    let receipt = ReceiptText(String(text), encoding: encoding, cut: false).encoded().bytes
    let content = receipt.dropFirst(Command.initialize.count + Command.select(encoding).count)
    #expect(!content.contains { $0 < 0x20 && $0 != 0x0A })
  }
}
