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

  @Test func `a key that is known brings no warnings of the second content`() async throws {
    let content = #"{"printer":"hot","key":"k","content":"#
    _ = try await client.call(2, "printer.print", content + #"{"text":"a"},"wait":"done"}"#)
    let again = try await client.call(3, "printer.print", content + Self.wrongCode + "}")
    #expect(again["result"]?["duplicate"] == true && warnings(again).isEmpty, "\(again)")
  }
}
