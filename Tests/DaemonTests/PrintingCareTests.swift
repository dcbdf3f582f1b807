import Daemon
import EscPos
import PosModel
import PosProtocol
import PosTesting
import PrintSpool
import Reactor
import Testing

/// What must not be late, lost or kept for ever beside the printing.
@ReactorActor
struct PrintingCareTests {
  private let folder: JobFolder
  private let till: Till
  private let client: RawClient
  private static let kick: [UInt8] = [0x1B, 0x70, 0x00, 0x32, 0xC8]

  init() async throws {
    folder = try JobFolder()
    till = try await Till.printing(folder)
    client = try till.rawClient()
    _ = try await client.call(1, "events.subscribe", #"{"types":["printer.job"]}"#)
  }

  private func printJob(_ id: Int, _ members: String) async throws -> JSONValue {
    let answer = try await client.call(id, "printer.print", #"{"printer":"hot",\#(members)}"#)
    return try #require(answer["result"], "\(answer)")
  }

  @Test func `long content is set beside everything else`() async throws {
    let setting = ReceiptSetting(render: RenderProcess()) { _ in nil }
    let text = String(repeating: "甲乙丙丁戊己庚辛壬癸\n", count: 2000)
    var hasRun = false
    Reactor.shared.post { hasRun = true }
    let set = try await setting.set(.text(text), for: .generic)
    #expect(hasRun && set.bytes.count > 2000 * 20)
    #expect(try setting.setAtOnce(.text(text), marks: PrintMarks(), printer: try till.devices.find("hot")) == nil)
  }

  @Test(arguments: [(DrawerTiming.inTime, true, 0), (.done, false, 0), (.late, false, 1)])
  func `a drawer in a receipt opens only while it is expected`(
    timing: DrawerTiming, opens: Bool, warnings: Int
  ) async throws {
    let setting = ReceiptSetting(render: RenderProcess()) { _ in nil }
    let set = try await setting.set(.receipt(#"[{"text":"x"},{"drawer":2}]"#), for: .generic, drawer: timing)
    #expect((set.bytes.firstRange(of: Self.kick) != nil) == opens && set.opensDrawer == opens)
    #expect(set.warnings.map(\.code) == (warnings == 0 ? [] : [.drawerLate]))
  }

  @Test func `a reprint and further copies leave the drawer closed`() async throws {
    let content = #""content":{"receipt":[{"text":"x"},{"drawer":2}]},"copies":2,"wait":"done""#
    let id = try #require(try await printJob(2, content)["job"]?.string)
    _ = try await client.call(3, "jobs.resolve", #"{"job":"\#(id)","as":"reprint"}"#)
    try await client.lines.wait(for: "four papers") { _ in self.till.devices.printed.count == 4 }
    #expect(till.devices.printed.map { $0.firstRange(of: Self.kick) != nil } == [true, false, false, false])
    let warned = client.notifications("printer.job").contains {
      $0["warnings"]?.array?.first?["code"] == "drawer-late"
    }
    #expect(warned)
  }

  @Test func `a job that is cancelled as a copy ends prints no further one`() async throws {
    till.devices.holding = ["hot"]
    let id = try #require(try await printJob(2, #""content":{"text":"x"},"copies":3"#)["job"]?.string)
    try await client.lines.wait(for: "printing") { _ in
      self.client.notifications("printer.job").last?["state"] == "printing"
    }
    let printing = try #require(till.daemon.printing)
    let devices = till.devices
    devices.obstacle = PosError(.paperEnd, "no paper")
    // The cancel looks for its job just before the end of the copy goes to the disk.
    Reactor.shared.post { devices.letGo(id) }
    let cancelled = try await printing.cancel(id)
    #expect(cancelled.state == .cancelled && devices.started.count == 1)
  }

  @Test func `nobody is kept who waits for a job and goes`() async throws {
    try till.devices.setState(.absent, of: "hot")
    let printing = try #require(till.daemon.printing)
    for number in 0..<5 {
      let leaving = try till.rawClient()
      leaving.request(2, "printer.print", #"{"printer":"hot","content":{"text":"x"},"key":"k","wait":"done"}"#)
      try await eventually("client \(number) waits") { printing.waiters == 1 }
      leaving.stream.close()
      try await eventually("client \(number) is forgotten") { printing.waiters == 0 }
    }
  }

  @Test func `the name of a copy is drawn on raw content where the printer cannot set it`() async throws {
    var profile = PrinterProfile.generic
    profile.multiByte = nil
    profile.codePages = [:]
    var marks = PrintMarks()
    marks.copyName = "顾客联"
    let printer = try till.devices.find("hot")
    let setting = ReceiptSetting(render: RenderProcess()) { [profile] _ in profile }
    #expect(try setting.setAtOnce(.raw([0x41, 0x0A]), marks: marks, printer: printer) == nil, "it has to be drawn")
  }
}
