import PosProtocol
import PosTesting
import Testing

struct LineFramerTests {
  private func feed(_ framer: inout LineFramer, _ bytes: [UInt8]) throws -> [[UInt8]] {
    framer.append(bytes.span)
    var lines: [[UInt8]] = []
    while let line = try framer.next() { lines.append(Array(line)) }
    return lines
  }

  @Test func `lines come out the same however the bytes come in`() throws {
    let bytes = Array("one\n\ntwo\r\nthree ä\n".utf8)
    try verifyDrip(
      bytes, make: { LineFramer(limit: 100) }, feed: feed,
      expect: ["one", "", "two\r", "three ä"].map { Array($0.utf8) })
  }

  @Test func `an unfinished line waits`() throws {
    var framer = LineFramer(limit: 100)
    #expect(try feed(&framer, Array("one\ntw".utf8)) == [Array("one".utf8)])
    #expect(framer.pendingCount == 2)
    #expect(try feed(&framer, Array("o\n".utf8)) == [Array("two".utf8)])
    #expect(framer.pendingCount == 0)
  }

  @Test func `the limit counts the line without its end`() throws {
    var fits = LineFramer(limit: 3)
    #expect(try feed(&fits, Array("abc\n".utf8)) == [Array("abc".utf8)])
    var whole = LineFramer(limit: 3)
    #expect(throws: LineFramer.TooLong.self) { try feed(&whole, Array("abcd\n".utf8)) }
    var open = LineFramer(limit: 3)
    #expect(throws: LineFramer.TooLong.self) { try feed(&open, Array("abcd".utf8)) }
  }

  @Test func `a long line in many parts is put together`() throws {
    var framer = LineFramer(limit: 1 << 20)
    let part = [UInt8](repeating: 0x78, count: 1_000)
    for _ in 0..<1_000 { #expect(try feed(&framer, part).isEmpty) }
    #expect(try feed(&framer, [0x0A]).map(\.count) == [1_000_000])
  }
}
