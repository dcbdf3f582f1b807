import Daemon
import Glibc
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Testing

@ReactorActor
struct WireTests {
  /// Lines that are wrong, and the error that each gets: code, id as JSON, and what the message names.
  nonisolated static let malformed: [(line: String, code: Int, id: JSONValue, names: String)] = [
    ("{", -32700, .null, "JSON"),
    ("nonsense", -32700, .null, "JSON"),
    (#"{"jsonrpc":"2.0","id":1,"method":"session.ping""#, -32700, .null, "JSON"),
    (#"{"jsonrpc":"2.0","id":1,"method":"session.ping"} x"#, -32700, .null, "JSON"),
    ("{'id':1}", -32700, .null, "JSON"),
    (String(repeating: "[", count: 100_000), -32700, .null, "JSON"),
    (String(repeating: "[", count: 600), -32700, .null, "JSON"),
    ("[]", -32600, .null, "batch"),
    ("1", -32600, .null, "object"),
    (#""text""#, -32600, .null, "object"),
    ("null", -32600, .null, "object"),
    ("{}", -32600, .null, "jsonrpc"),
    (#"{"id":1,"method":"session.ping"}"#, -32600, .integer(1), "jsonrpc"),
    (#"{"jsonrpc":"1.0","id":1,"method":"session.ping"}"#, -32600, .integer(1), "jsonrpc"),
    (#"{"jsonrpc":2.0,"id":1,"method":"session.ping"}"#, -32600, .integer(1), "jsonrpc"),
    (#"{"jsonrpc":"2.0","id":[],"method":"session.ping"}"#, -32600, .null, "id"),
    (#"{"jsonrpc":"2.0","id":{},"method":"session.ping"}"#, -32600, .null, "id"),
    (#"{"jsonrpc":"2.0","id":true,"method":"session.ping"}"#, -32600, .null, "id"),
    (#"{"jsonrpc":"2.0","id":1}"#, -32600, .integer(1), "method"),
    (#"{"jsonrpc":"2.0","id":1,"method":5}"#, -32600, .integer(1), "method"),
    (#"{"jsonrpc":"2.0","id":"a","method":"no.such"}"#, -32601, "a", "no.such"),
    (#"{"jsonrpc":"2.0","id":null,"method":"no.such"}"#, -32601, .null, "no.such"),
    (#"{"jsonrpc":"2.0","id":1,"method":"device.get"}"#, -32602, .integer(1), "device is missing"),
    (#"{"jsonrpc":"2.0","id":1,"method":"device.get","params":{}}"#, -32602, .integer(1), "device is missing"),
    (
      #"{"jsonrpc":"2.0","id":1,"method":"device.get","params":{"device":5}}"#, -32602, .integer(1),
      "device must be a string"
    ),
    (#"{"jsonrpc":"2.0","id":1,"method":"device.get","params":{"device":null}}"#, -32602, .integer(1), "device"),
    (
      #"{"jsonrpc":"2.0","id":1,"method":"device.get","params":["front"]}"#, -32602, .integer(1),
      "params must be an object"
    ),
    (
      #"{"jsonrpc":"2.0","id":1,"method":"device.get","params":"front"}"#, -32602, .integer(1),
      "params must be an object"
    ),
    (#"{"jsonrpc":"2.0","id":1,"method":"device.list","params":{"class":"toaster"}}"#, -32602, .integer(1), "class"),
    (
      #"{"jsonrpc":"2.0","id":1,"method":"device.claim","params":{"device":"front","timeoutMs":"5"}}"#, -32602,
      .integer(1), "timeoutMs"
    ),
    (
      #"{"jsonrpc":"2.0","id":1,"method":"device.claim","params":{"device":"front","timeoutMs":1.5}}"#, -32602,
      .integer(1), "timeoutMs"
    ),
    (
      #"{"jsonrpc":"2.0","id":1,"method":"events.subscribe","params":{"devices":["front",7]}}"#, -32602, .integer(1),
      "devices[1]"
    ),
    (
      #"{"jsonrpc":"2.0","id":1,"method":"events.subscribe","params":{"after":{"epoch":"x"}}}"#, -32602, .integer(1),
      "after.seq"
    ),
    (
      #"{"jsonrpc":"2.0","id":1,"method":"device.directIO","params":{"device":"hot","data":"@@@@"}}"#, -32602,
      .integer(1), "data"
    ),
    (#"{"jsonrpc":"2.0","id":1,"method":"device.get","params":{"device":"nobody"}}"#, -32000, .integer(1), "nobody"),
  ]

  @Test(arguments: malformed)
  func `each malformed line has its stated answer, and the connection stays`(
    _ row: (line: String, code: Int, id: JSONValue, names: String)
  ) async throws {
    let till = Till()
    let client = try till.rawClient()
    client.line(row.line)
    let answer = try await client.lines.wait(count: 2)[1]
    #expect(answer["jsonrpc"] == "2.0")
    #expect(answer["id"] == row.id)
    #expect(answer["error"]?["code"]?.integer == row.code, "\(answer)")
    #expect(answer["error"]?["message"]?.string?.contains(row.names) == true, "\(answer)")
    #expect(answer["result"] == nil)
    try await client.settle()
  }

  @Test func `invalid UTF-8 is a parse error`() async throws {
    let till = Till()
    let client = try till.rawClient()
    client.stream.write(
      Array(#"{"jsonrpc":"2.0","id":1,"method":"session.ping","params":{"a":""#.utf8) + [0xC3, 0x28]
        + Array("\"}}\n".utf8))
    #expect(try await client.lines.wait(count: 2)[1]["error"]?["code"]?.integer == -32700)
    try await client.settle()
  }

  @Test func `the first line is the greeting`() async throws {
    let till = Till()
    let client = try till.rawClient()
    let greeting = try await client.lines.wait(count: 1)[0]
    #expect(greeting["method"] == "server.hello")
    #expect(greeting["id"] == nil)
    #expect(greeting["params"]?["server"] == "posd")
    #expect(greeting["params"]?["protocol"] == .integer(1))
    #expect(greeting["params"]?["oldestProtocol"] == .integer(1))
    #expect(greeting["params"]?["epoch"] == .string(till.daemon.events.epoch))
  }

  @Test func `ping gives the same params back, whatever they are`() async throws {
    let till = Till()
    let client = try till.rawClient()
    let values: [JSONValue] = [
      [
        "text": "ä€😀\"\\/\n", "number": .number(0.1), "big": .unsigned(.max), "none": .null,
        "list": [.bool(true), .integer(-1)],
      ],
      [.integer(1), [.integer(2)]], [:], [],
    ]
    for (index, value) in values.enumerated() {
      var text: [UInt8] = []
      try JSONCodec.encode(value, into: &text)
      #expect(try await client.call(index, "session.ping", String(decoding: text, as: UTF8.self))["result"] == value)
    }
  }

  @Test func `ids come back as they went out`() async throws {
    let till = Till()
    let client = try till.rawClient()
    for id in [#""a\"b""#, "0", "-7", "9007199254740993", "1.5", "null"] {
      client.line(#"{"jsonrpc":"2.0","id":\#(id),"method":"session.ping"}"#)
    }
    let ids = try await client.lines.wait(count: 7).dropFirst().map { $0["id"] }
    #expect(ids == ["a\"b", .integer(0), .integer(-7), .integer(9_007_199_254_740_993), .number(1.5), .null])
  }

  @Test func `a request that comes byte by byte is answered`() async throws {
    let till = Till()
    let client = try till.rawClient()
    for byte in Array(#"{"jsonrpc":"2.0","id":1,"method":"session.ping","params":{"a":"ä"}}"#.utf8) + [0x0D, 0x0A] {
      client.stream.write([byte])
      try await Reactor.shared.sleep(for: .microseconds(100))
    }
    #expect(try await client.answer(1)["result"] == ["a": "ä"])
  }

  @Test func `many requests in one write are answered in order`() async throws {
    let till = Till()
    let client = try till.rawClient()
    client.send((1...500).map { #"{"jsonrpc":"2.0","id":\#($0),"method":"session.ping"}"# + "\n" }.joined())
    let lines = try await client.lines.wait(count: 501)
    #expect(lines.dropFirst().map { $0["id"]?.integer } == Array(1...500))
  }

  @Test func `notifications get no answer, wrong ones neither`() async throws {
    let till = Till()
    let client = try till.rawClient()
    client.line(#"{"jsonrpc":"2.0","method":"session.ping"}"#)
    client.line(#"{"jsonrpc":"2.0","method":"no.such"}"#)
    client.line(#"{"jsonrpc":"2.0","method":"device.get","params":{}}"#)
    client.line("")
    client.line(" \r")
    #expect(try await client.call(1, "session.ping")["id"] == .integer(1))
    #expect(client.lines.values.count == 2)
  }

  @Test func `a batch is answered in one line, without its notifications`() async throws {
    let till = Till()
    let client = try till.rawClient()
    client.line(
      #"[{"jsonrpc":"2.0","id":1,"method":"session.ping"},{"jsonrpc":"2.0","method":"session.ping"},5,{"jsonrpc":"2.0","id":2,"method":"device.claim","params":{"device":"front"}},{"jsonrpc":"2.0","id":3,"method":"no.such"}]"#
    )
    let answers = try #require(try await client.lines.wait(count: 2)[1].array)
    #expect(Set(answers.map { $0["id"] }) == [.integer(1), .null, .integer(2), .integer(3)])
    #expect(answers.first { $0["id"] == .null }?["error"]?["code"] == .integer(-32600))
    #expect(answers.first { $0["id"] == .integer(2) }?["result"]?["claim"]?.string != nil)
    #expect(answers.first { $0["id"] == .integer(3) }?["error"]?["code"] == .integer(-32601))
  }

  @Test func `a batch of notifications gets no line`() async throws {
    let till = Till()
    let client = try till.rawClient()
    client.line(#"[{"jsonrpc":"2.0","method":"session.ping"},{"jsonrpc":"2.0","method":"session.ping"}]"#)
    try await client.settle()
    #expect(client.lines.values.count == 2)
  }

  @Test func `a batch of more than a thousand is refused as a whole`() async throws {
    let till = Till()
    let client = try till.rawClient()
    client.line("[" + String(repeating: "1,", count: 1_000) + "1]")
    #expect(try await client.lines.wait(count: 2)[1]["error"]?["code"] == .integer(-32600))
  }

  @Test func `long messages are decoded elsewhere and keep their place`() async throws {
    let till = Till()
    let client = try till.rawClient()
    let long = String(repeating: "x", count: 200_000)
    client.request(1, "session.ping")
    client.request(2, "session.ping", #"{"long":"\#(long)"}"#)
    client.request(3, "session.ping")
    client.request(4, "session.ping", #"{"long":"\#(long)"}"#)
    client.request(5, "session.ping")
    let lines = try await client.lines.wait(count: 6)
    #expect(lines.dropFirst().map { $0["id"]?.integer } == [1, 2, 3, 4, 5])
    #expect(lines[2]["result"]?["long"]?.string == long)
  }

  @Test func `a line over the limit is told and the connection closed`() async throws {
    let till = Till(DaemonSettings().with { $0.lineLimit = 1_000 })
    let client = try till.rawClient()
    client.request(1, "session.ping", #"{"fits":"\#(String(repeating: "x", count: 900))"}"#)
    client.send(String(repeating: "x", count: 1_001))
    let last = try #require(try await client.lines.wait(count: 3).last)
    #expect(last["id"] == .null)
    #expect(last["error"]?["code"] == .integer(-32000))
    #expect(last["error"]?["data"]?["code"] == "lineTooLong")
    #expect(try await client.ends.wait(count: 1) == [.endOfStream])
    #expect(till.daemon.sessions.isEmpty)
  }

  @Test func `a client that has closed its sending side still gets its answers`() async throws {
    let till = Till()
    let client = try till.rawClient()
    client.request(1, "session.ping")
    client.request(2, "device.check", #"{"device":"front","level":"internal"}"#)
    client.stream.onEndOfInput = {}
    client.stream.shutdownWrite()
    #expect(try await client.answer(2)["result"]?["health"] != nil)
    try await eventually("the session ends") { till.daemon.sessions.isEmpty }
  }

  @Test func `a client that does not read is cut, named in the log, and nobody else notices`() async throws {
    let till = Till(DaemonSettings().with { $0.queueLimit = 64 * 1024 })
    let other = try till.rawClient()
    _ = try await other.call(1, "events.subscribe")
    let slow = try till.connect(uid: 4711)
    let request =
      Array(
        #"{"jsonrpc":"2.0","id":1,"method":"session.ping","params":{"x":"\#(String(repeating: "y", count: 8_000))"}}"#
          .utf8) + [0x0A]
    _ = fcntl(slow.raw, F_SETFL, O_NONBLOCK)
    try await eventually("the slow client is cut") {
      _ = send(slow.raw, request, request.count, CInt(MSG_NOSIGNAL))
      return till.daemon.sessions.count == 1
    }
    #expect(till.daemon.counters.overflows == 1)
    #expect(till.log.lines.contains { $0.contains("overflow") && $0.contains("uid=4711") && $0.contains("pid=102") })
    try till.devices.scan("4006381333931")
    try await other.wait(for: "scanner.data")
  }

  @Test func `a flood of nonsense is answered line by line and harms nobody`() async throws {
    let till = Till()
    let hostile = try till.rawClient()
    let other = try till.rawClient()
    for _ in 0..<50 { hostile.send(String(repeating: "}{\u{1}\u{7F}[[[\n", count: 200)) }
    _ = try await other.call(1, "session.ping")
    try await hostile.lines.wait(count: 10_001)
    #expect(hostile.lines.values.dropFirst().allSatisfy { $0["error"]?["code"] == .integer(-32700) })
  }

  @Test func `connections are bounded per user, with a readable refusal`() async throws {
    let till = Till(DaemonSettings().with { $0.connectionsPerUser = 2 })
    let first = try till.rawClient(uid: 1000)
    let second = try till.rawClient(uid: 1000)
    let third = try till.rawClient(uid: 1000)
    let other = try till.rawClient(uid: 1001)
    #expect(try await third.lines.wait(count: 1)[0]["error"]?["data"]?["code"] == "tooManyConnections")
    try await third.ends.wait(count: 1)
    try await other.settle()
    try await second.settle()
    first.stream.close()
    try await eventually("a place is free") { till.daemon.sessions.count == 2 }
    try await (try till.rawClient(uid: 1000)).settle()
  }

  @Test func `too many waiting calls of one client are refused`() async throws {
    let till = Till()
    let holder = try till.rawClient()
    _ = try await holder.call(1, "device.claim", #"{"device":"front"}"#)
    _ = try await holder.call(2, "device.claim", #"{"device":"hot"}"#)
    let client = try till.rawClient()
    for id in 1...300 { client.request(id, "device.claim", #"{"device":"front","timeoutMs":60000}"#) }
    let answer = try await client.answer(300)
    #expect(answer["error"]?["data"]?["code"] == "busy")
    #expect(try await client.call(400, "session.ping")["result"] != nil)
  }
}
