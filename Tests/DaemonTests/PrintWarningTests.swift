import Daemon
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Testing

/// Jobs that are printed, but not as they were meant.
@ReactorActor
struct PrintWarningTests {
  private let folder: JobFolder
  private let till: Till
  private let client: RawClient

  init() async throws {
    folder = try JobFolder()
    till = try await Till.printing(folder)
    client = try till.rawClient()
    _ = try await client.call(1, "events.subscribe", #"{"types":["printer.job"]}"#)
  }

  private func warnings(_ answer: JSONValue) -> [JSONValue] {
    guard case .array(let warnings)? = answer["result"]?["warnings"] else { return [] }
    return warnings
  }

  private static let wrongCode = #"{"markup":"{code:123;option:ean}"}"#

  @Test(arguments: [true, false])
  func `markup that is left out is told when the job is accepted, in its events and at its end`(
    waits: Bool
  ) async throws {
    let wait = waits ? #","wait":"done""# : ""
    let answer = try await client.call(2, "printer.print", #"{"printer":"hot","content":\#(Self.wrongCode)\#(wait)}"#)
    let warning = try #require(warnings(answer).first, "\(answer)")
    #expect(warnings(answer).count == 1)
    #expect(warning["code"] == "markup-ignored" && warning["line"] == .integer(1) && warning["column"] == .integer(7))
    #expect(warning["message"]?.string?.hasPrefix("line 1, column 7: the code is left out") == true, "\(warning)")
    #expect(warning["codePoints"] == .array([]))
    try await client.lines.wait(for: "the end") { _ in
      client.notifications("printer.job").contains { $0["state"] == "printed" && $0["warnings"] == .array([warning]) }
    }
    #expect(till.log.lines.contains { $0.contains("warning line 1, column 7") && $0.contains("code=markup-ignored") })
  }

  @Test func `what this paper has no room for is told at the end and in the preview`() async throws {
    let markup = #""|\#(String(repeating: "a|", count: 60))""#
    let answer = try await client.call(
      2, "printer.print", #"{"printer":"hot","content":{"markup":\#(markup)},"wait":"done"}"#)
    #expect(warnings(answer).map { $0["code"] } == ["markup-ignored"], "\(answer)")
    let preview = try await client.call(
      3, "printer.preview", #"{"printer":"hot","content":{"markup":\#(markup)},"format":"text"}"#)
    #expect(warnings(preview) == warnings(answer))
  }

  @Test(
    arguments: [
      // abc
      ("YWJj", [0], [0x61, 0x62, 0x63, 0x1B, 0x40]),
      // abc, GS ( k with half a length: the driver fills it up
      ("YWJjHShrAw==", [0, 3], [0x61, 0x62, 0x63, 0x1D, 0x28, 0x6B, 0x03]),
      // a, LF
      ("YQo=", [], [0x61, 0x0A]),
    ] as [(String, [Int64], [UInt8])])
  func `raw content that is not finished is told, and does not get into the next job`(
    raw: String, offsets: [Int64], sent: [UInt8]
  ) async throws {
    let content = #""content":{"raw":"\#(raw)"}"#
    for (id, wait) in [(2, ""), (3, #","wait":"done""#)] {
      let answer = try await client.call(id, "printer.print", #"{"printer":"hot",\#(content)\#(wait)}"#)
      #expect(warnings(answer).map { $0["code"] } == offsets.map { _ in "raw-unfinished" }, "\(answer)")
      #expect(warnings(answer).map { $0["offset"] } == offsets.map { .integer($0) })
    }
    #expect(till.devices.printed == [sent, sent])
    let preview = try await client.call(4, "printer.preview", "{\(content),\"format\":\"text\"}")
    #expect(warnings(preview).map { $0["offset"] } == offsets.map { .integer($0) })
  }

  @Test func `a preview does not show the text that stays in the printer`() async throws {
    // a, LF, bc
    let preview = try await client.call(2, "printer.preview", #"{"content":{"raw":"YQpiYw=="},"format":"text"}"#)
    #expect(preview["result"]?["text"] == "a\n", "\(preview)")
    #expect(warnings(preview).map { $0["offset"] } == [.integer(2)])
  }

  @Test func `a key that is known brings no warnings of the second content`() async throws {
    let content = #"{"printer":"hot","key":"k","content":"#
    _ = try await client.call(2, "printer.print", content + #"{"text":"a"},"wait":"done"}"#)
    let again = try await client.call(3, "printer.print", content + Self.wrongCode + "}")
    #expect(again["result"]?["duplicate"] == .bool(true), "\(again)")
    #expect(warnings(again).isEmpty)
  }

  @Test(arguments: [false, true])
  func `members that nobody knows are ignored and named`(waits: Bool) async throws {
    let wait = waits ? #","wait":"done""# : ""
    let answer = try await client.call(
      2, "printer.print", #"{"printer":"hot","content":{"text":"a","foo":1},"copeis":2,"ttlSeconds":9\#(wait)}"#)
    let messages = warnings(answer).compactMap { $0["message"]?.string }
    #expect(messages.map { $0.prefix { $0 != " " } } == ["content.foo", "copeis"], "\(answer)")
    #expect(warnings(answer).last?["remedy"] == "did you mean copies?")
    #expect(warnings(answer).allSatisfy { $0["code"] == "unknown-member" })
    let known = try await client.call(3, "printer.print", #"{"printer":"hot","content":{"receipt":[{"text":"a"}]}}"#)
    #expect(known["result"] != nil, "\(known)")
    #expect(warnings(known).isEmpty)
  }
}
