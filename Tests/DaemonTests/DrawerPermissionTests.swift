import Daemon
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Testing

/// Who may print may not therefore open a drawer.
@ReactorActor
struct DrawerPermissionTests {
  private let folder: JobFolder
  private let till: Till
  /// May print, and open no drawer.
  private let client: RawClient

  private static let access = [
    AccessRule(.user("1000"), allow: [.init([.observe, .print])]), AccessRule(.user("0"), allow: .all),
  ]

  init() async throws {
    folder = try JobFolder()
    till = try await Till.printing(
      folder,
      settings: DaemonSettings().with { $0.access = Self.access })
    client = try till.rawClient(uid: 1000)
  }

  private nonisolated static func raw(_ bytes: [UInt8]) -> String { #"{"raw":"\#(Base64(bytes).text)"}"# }

  private nonisolated static let opening: [String] = [
    #"{"receipt":["a",{"drawer":2}]}"#,
    #"{"receipt":[{"drawer":5,"on":20}]}"#,
    // ESC p 0 25 250; between other commands; in the old form with "0"; DLE DC4 1 0 1.
    raw([0x1B, 0x70, 0x00, 0x19, 0xFA]),
    raw([0x1B, 0x40, 0x41, 0x0A, 0x1B, 0x70, 0x01, 0x19, 0xFA, 0x0A]),
    raw([0x1B, 0x70, 0x30, 0x19, 0xFA]),
    raw([0x41, 0x0A, 0x10, 0x14, 0x01, 0x00, 0x01]),
    // In the data of a picture: GS v 0, 1 byte wide, 5 rows.
    raw([0x1D, 0x76, 0x30, 0x00, 0x01, 0x00, 0x05, 0x00, 0x10, 0x14, 0x01, 0x01, 0x02, 0x0A]),
    // What is behind completes it.
    raw([0x41, 0x0A, 0x1B, 0x70, 0x00, 0x19]),
    raw([0x41, 0x0A, 0x10, 0x14, 0x01]),
    // In a receipt, in one piece and in two.
    #"{"receipt":["a",{"raw":"G3AAGfo="}]}"#,
    #"{"receipt":[{"raw":"Gw=="},{"raw":"cAAZ+g=="}]}"#,
    #"{"markup":"a\n{command:\\x1bp\\x00\\x19\\xfa}"}"#,
    #"{"markup":"{command:\\x10\\x14\\x01\\x00\\x01}"}"#,
  ]

  @Test(arguments: opening) func `content that opens a drawer is refused and audited`(content: String) async throws {
    let answer = try await client.call(1, "printer.print", #"{"printer":"hot","content":\#(content)}"#)
    #expect(answer["error"]?["data"]?["code"] == "permissionDenied", "\(answer)")
    #expect(
      answer["error"]?["message"]?.string
        == "printer.print needs the permission drawer for content that opens a drawer, which user 1000 has not")
    #expect(till.log.lines.contains { $0.contains("audit=permissionDenied") && $0.contains("needs=drawer") })
    #expect(try await client.call(2, "jobs.list")["result"] == [])
    let root = try till.rawClient()
    let allowed = try await root.call(3, "printer.print", #"{"printer":"hot","content":\#(content)}"#)
    #expect(allowed["result"] != nil, "\(allowed)")
  }

  private nonisolated static let harmless: [String] = [
    #"{"receipt":["a",{"raw":"G0A="},{"beep":2}]}"#,
    // ESC @, text with a p, LF; the bytes of ESC p in a picture.
    raw([0x1B, 0x40, 0x70, 0x00, 0x0A]),
    raw([0x1D, 0x76, 0x30, 0x00, 0x01, 0x00, 0x05, 0x00, 0x1B, 0x70, 0x00, 0x19, 0xFA, 0x0A]),
    // DLE EOT 1, DLE DC4 8.
    raw([0x10, 0x04, 0x01, 0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08]),
    #"{"markup":"a\n{command:\\x1b@}"}"#,
    #"{"text":"\u001bp\u0000\u0019\u00fa"}"#,
  ]

  @Test(arguments: harmless) func `other content is printed`(content: String) async throws {
    let answer = try await client.call(1, "printer.print", #"{"printer":"hot","content":\#(content),"wait":"done"}"#)
    #expect(answer["result"]?["state"] == "printed", "\(answer)")
    for bytes in till.devices.printed { #expect(!bytes.starts(with: [0x1B, 0x70])) }
  }

  @Test func `a ticket of a station opens no drawer either`() async throws {
    let folder = try JobFolder()
    let kitchen = try await KitchenTill(folder, "[[station]]\nname = \"grill\"\nprinters = [\"hot\"]\n")
    var settings = kitchen.till.daemon.settings
    settings.access = Self.access
    kitchen.till.daemon.apply(settings)
    let cook = try kitchen.till.rawClient(uid: 1000)
    let answer = try await cook.call(
      1, "printer.print", #"{"printer":"grill","content":{"receipt":["a",{"drawer":2}]}}"#)
    #expect(answer["error"]?["data"]?["code"] == "permissionDenied", "\(answer)")
    #expect(try await cook.call(2, "printer.print", #"{"printer":"grill","content":{"text":"a"}}"#)["result"] != nil)
    kitchen.end()
  }
}
