import PosModel
import PosProtocol
import Testing

struct JSONTests {
  private func decode(_ text: [UInt8]) throws(JSONFault) -> JSONValue {
    try JSONCodec.decode(JSONValue.self, from: text[...])
  }

  private func decode(_ text: String) throws(JSONFault) -> JSONValue {
    try decode(Array(text.utf8))
  }

  @Test(
    arguments: [
      ("null", .null), ("true", .bool(true)), (" false ", .bool(false)), ("0", .integer(0)), ("-0", .integer(0)),
      ("-9223372036854775808", .integer(.min)), ("18446744073709551615", .unsigned(.max)),
      ("18446744073709551616", .number(18_446_744_073_709_551_616)), ("1.5", .number(1.5)), ("1e3", .number(1_000)),
      ("-0.5E-1", .number(-0.05)), (#""""#, ""), (#""a\"\\\/\b\f\n\r\tz""#, "a\"\\/\u{8}\u{C}\n\r\tz"),
      (#""\u00e4\uD83D\ude00""#, "ä😀"), (#""\ud83d""#, "\u{FFFD}"), (#""\ud83dx\ude00""#, "\u{FFFD}x\u{FFFD}"),
      (#""\u0000""#, "\0"), ("[]", []), ("[1,[2],{}]", [.integer(1), [.integer(2)], [:]]),
      (#"{"a":1,"b":{"c":[null]}}"#, ["a": .integer(1), "b": ["c": [.null]]]), (#"{"a":1,"a":2}"#, ["a": .integer(2)]),
      ("\t\r [ 1 , 2 ] ", [.integer(1), .integer(2)]),
    ] as [(String, JSONValue)])
  func `every JSON text is read`(text: String, value: JSONValue) throws {
    #expect(try decode(text) == value)
  }

  @Test(arguments: [
    "", " ", "nul", "nulll", "True", "01", "-", "+1", "1.", ".5", "1e", "1e+", "0x1", "NaN", "Infinity", "1 2", "\"",
    "\"a",
    #""\x""#, #""\u12""#, #""\u12g4""#, "\"\u{1}\"", "\"\t\"", "'a'", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]",
    "{",
    "}", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{a:1}", "{1:1}", "{\"a\" 1}", "[1}", "{\"a\":1]",
    "// x", "\u{FEFF}1", "[1]x", "\0",
  ])
  func `what is no JSON text is refused`(text: String) {
    #expect(throws: JSONFault.notJSON) { try decode(text) }
  }

  @Test(
    arguments: [
      // Overlong, surrogate, beyond U+10FFFF, cut short, alone.
      [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
      [0xE2, 0x82],
      [0x80], [0xFF], [0xF0, 0x9F, 0x98],
    ] as [[UInt8]])
  func `malformed UTF-8 is refused`(bytes: [UInt8]) {
    #expect(throws: JSONFault.notJSON) { try decode([0x22] + bytes + [0x22]) }
  }

  @Test func `a value that is passed on keeps its text and stays on one line`() throws {
    struct Message: Codable { var value: JSONSource }
    func passed(_ text: String) throws -> String {
      let message = try JSONCodec.decode(Message.self, from: Array(text.utf8)[...])
      var output: [UInt8] = []
      try JSONCodec.encode(message, into: &output)
      return String(decoding: output, as: UTF8.self)
    }
    #expect(try passed(#" {"value" : { "a":[1.50,"x\u0041"] } }"#) == #"{"value":{ "a":[1.50,"x\u0041"] }}"#)
    #expect(try passed(#"{"value":"\n"}"#) == #"{"value":"\n"}"#)
    #expect(try passed("{\"value\":[1,\n2]}") == #"{"value":[1,2]}"#)
  }

  @Test(arguments: [
    (#"{"a":[{"b":[0,0]},{"b":[0,"x"]}]}"#, "a[1].b[1]"), (#"{"a":[{"b":[0,0],"b":["x"]}]}"#, "a[0].b[0]"),
    (#"{"a":[{},{"b":["x"],"c":[[],{}]}]}"#, "a[1].b[0]"),
  ])
  func `an error tells the way to its value`(text: String, path: String) {
    struct Inner: Decodable { var b: [Int]? }
    struct Outer: Decodable { var a: [Inner] }
    #expect(throws: JSONFault.member(path: path, why: "must be a whole number in range")) {
      try JSONCodec.decode(Outer.self, from: Array(text.utf8)[...])
    }
  }

  @Test func `nesting is bounded`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try decode(nested(512))
    #expect(throws: JSONFault.notJSON) { try decode(nested(513)) }
    #expect(throws: JSONFault.notJSON) { try decode(String(repeating: #"{"a":"#, count: 10_000)) }
  }

  @Test func `the number of values is bounded`() {
    let text = "[" + String(repeating: "1,", count: 1_000_000) + "1]"
    #expect(throws: JSONFault.notJSON) { try decode(text) }
  }

  @Test func `what is written is read back`() throws {
    let value: JSONValue = [
      "text": "\0\u{1F}\"\\/ä€😀\u{2028}", "numbers": [.integer(.min), .unsigned(.max), .number(0.1), .number(1e300)],
      "empty": [[:], []], "flags": [.bool(true), .bool(false), .null], "": "no name",
    ]
    var text: [UInt8] = []
    try JSONCodec.encode(value, into: &text)
    #expect(try decode(text) == value)
    #expect(!text.contains { $0 < 0x20 })
  }

  @Test func `slashes are not escaped and absent members are left out`() throws {
    var text: [UInt8] = []
    try JSONCodec.encode(SessionHello(client: "a/b"), into: &text)
    #expect(String(decoding: text, as: UTF8.self) == #"{"client":"a/b"}"#)
  }

  @Test func `a number that JSON cannot say is refused and leaves the buffer as it was`() {
    var text: [UInt8] = [0x41]
    #expect(throws: JSONFault.self) { try JSONCodec.encode(["a": Double.infinity], into: &text) }
    #expect(text == [0x41])
  }

  private struct Everything: Codable, Equatable {
    var a: Int8 = -128
    var b: UInt64 = .max
    var c: Double? = 2.5
    var d: [String?] = ["x", nil]
    var e: [String: [Int]] = ["k": [1, 2]]
    var f: DeviceClass = .posPrinter
    var g = Base64([0, 255])
    var h: Bool? = nil
    var i: [Done] = [Done(), Done()]
  }

  @Test func `types of every kind survive the way there and back`() throws {
    var text: [UInt8] = []
    try JSONCodec.encode([Everything(), Everything()], into: &text)
    #expect(try JSONCodec.decode([Everything].self, from: text[...]) == [Everything(), Everything()])
    #expect(try decode(text).array?.count == 2)
  }

  @Test(arguments: [
    (#"{"a":128}"#, "a"), (#"{"a":"1"}"#, "a"), (#"{"a":1,"b":-1}"#, "b"), (#"{"a":1,"b":1,"d":[1]}"#, "d[0]"),
    (#"{"a":1,"b":1,"d":[],"e":{"k":[1,true]}}"#, "e.k[1]"), (#"{"a":1,"b":1,"d":[],"e":{},"f":"toaster"}"#, "f"),
    ("[]", ""),
    (#"{"b":1}"#, "a"),
  ])
  func `a wrong member is named by its path`(text: String, path: String) {
    let error = #expect(throws: JSONFault.self) {
      try JSONCodec.decode(Everything.self, from: Array(text.utf8)[...])
    }
    guard case .member(let found, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(found == path)
  }

  @Test func `a DeviceDescription is read as it was written`() throws {
    let device = DeviceDescription(
      id: "scanner-1", name: nil, class: .scanner, driver: "d", unit: "u", vendor: nil, model: nil, serial: nil,
      transport: TransportDescription(kind: .usb), state: .ready,
      capabilities: ["flag": .flag(true), "number": .number(3), "word": .word("x")], statistics: ["scans": 1])
    let line = try #require(
      Outgoing.notification(
        DeviceAdded.type,
        EventParams(EventStamp(device: "scanner-1", seq: 7, time: "t", uptimeNs: 9), DeviceAdded(device))))
    let read = try ServerLine(line.dropLast())
    #expect(read.method == "device.added")
    let params = try read.params(EventParams<DeviceAdded>.self)
    #expect(params.body.description == device)
    #expect(params.stamp.seq == 7)
  }
}
