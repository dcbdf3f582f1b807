import Daemon
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Testing

/// Codes and pictures of a receipt that this paper cannot have, told with their place.
@ReactorActor
struct CodePlaceTests {
  private let folder: JobFolder
  private let till: Till
  private let client: RawClient

  init() async throws {
    folder = try JobFolder()
    till = try await Till.printing(folder)
    client = try till.rawClient()
  }

  @Test func `a code without room is refused when the job is handed in`() async throws {
    let data = String(repeating: "POSD", count: 20)
    let answer = try await client.call(
      1, "printer.print",
      #"{"printer":"hot","content":{"receipt":["a",{"barcode":"\#(data)","type":"code39"}]}}"#)
    let message = answer["error"]?["message"]?.string ?? ""
    #expect(message.contains("receipt[1]: is 1065 dots wide even with modules of one dot"), "\(answer)")
    #expect(till.devices.printed.isEmpty)
  }

  @Test func `a code with narrow modules is told with its place`() async throws {
    let data = String(repeating: "A", count: 36)
    let receipt = #""content":{"receipt":["a",{"barcode":"\#(data)","type":"code128"}]}"#
    let answer = try await client.call(1, "printer.print", #"{"printer":"hot",\#(receipt),"wait":"done"}"#)
    guard case .array(let warnings)? = answer["result"]?["warnings"] else {
      Issue.record("no warnings: \(answer)")
      return
    }
    #expect(warnings.map { $0["code"] } == ["narrow-code"])
    #expect(warnings.first?["message"]?.string?.hasPrefix("receipt[1]: there is room for modules of one dot") == true)
  }

  @Test func `a damaged picture is told with its place`() async throws {
    // \x89PNG \r \n \x1A \n and nothing else.
    let answer = try await client.call(
      1, "printer.preview", #"{"content":{"receipt":["a",{"box":[{"image":"iVBORw0KGgo="}]}]},"format":"text"}"#)
    #expect("\(answer)".contains("receipt[1].box[0]: the picture file is damaged"), "\(answer)")
  }
}
