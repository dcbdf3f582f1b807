import Daemon
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Testing

@ReactorActor
struct PrintingTests {
  private let folder: JobFolder
  private let till: Till
  private let client: RawClient

  init() async throws {
    folder = try JobFolder()
    till = try await Till.printing(folder)
    client = try till.rawClient()
    _ = try await client.call(1, "events.subscribe", #"{"types":["printer.job"]}"#)
  }

  private func printJob(_ id: Int, _ members: String = "") async throws -> JSONValue {
    let answer = try await client.call(id, "printer.print", #"{"printer":"hot","content":{"text":"x"}\#(members)}"#)
    return try #require(answer["result"], "\(answer)")
  }

  private func states() -> [JSONValue] {
    client.notifications("printer.job").compactMap { $0["state"] }
  }

  @Test func `a text is printed, cut, and answered for when it has ended`() async throws {
    let job = try await printJob(2, #", "wait":"done", "key":"order-4711""#)
    #expect(job["state"] == "printed" && job["evidence"] == "processed" && job["attempt"] == .integer(1))
    #expect(job["printer"] == "hot" && job["key"] == "order-4711")
    #expect(till.devices.printed == [[0x1B, 0x40, 0x1B, 0x52, 0x00, 0x78, 0x0A, 0x1D, 0x56, 0x42, 0x00]])
    try await client.wait(for: "printer.job", count: 3)
    #expect(states() == ["queued", "printing", "printed"])
  }

  @Test func `raw content reaches the printer as it is`() async throws {
    _ = try await client.call(2, "printer.print", #"{"printer":"hot","content":{"raw":"G0AQBAE="},"wait":"done"}"#)
    #expect(till.devices.printed == [[0x1B, 0x40, 0x10, 0x04, 0x01]])
  }

  @Test func `the same key is the same job and prints once`() async throws {
    let first = try await printJob(2, #", "wait":"done", "key":"k""#)
    let second = try await printJob(3, #", "wait":"done", "key":"k""#)
    #expect(second["job"] == first["job"] && second["duplicate"] == .bool(true))
    #expect(till.devices.printed.count == 1)
  }

  @Test func `copies are printed one after the other`() async throws {
    let job = try await printJob(2, #", "wait":"done", "copies":3"#)
    #expect(job["copy"] == .integer(3) && job["copies"] == .integer(3))
    #expect(till.devices.printed.count == 3)
  }

  @Test func `jobs wait for a printer that is away and keep their order`() async throws {
    try till.devices.setState(.absent, of: "hot")
    for id in 2..<5 { #expect(try await printJob(id, #", "key":"\#(id)""#)["state"] == "queued") }
    try await client.lines.wait(for: "blocked") { _ in states().contains("blocked") }
    #expect(till.devices.printed.isEmpty)
    try till.devices.setState(.ready, of: "hot")
    try await client.lines.wait(for: "the end") { _ in states().count { $0 == "printed" } == 3 }
    let ended = client.notifications("printer.job").filter { $0["state"] == "printed" }
    #expect(ended.map { $0["key"] } == ["2", "3", "4"])
  }

  @Test func `a job that broke off is printed again only when somebody says so`() async throws {
    till.devices.reply = { _ in .success(.printed(.interrupted(PosError(.offline, "gone"), sent: 3))) }
    let job = try await printJob(2, #", "wait":"done""#)
    #expect(job["state"] == "uncertain" && job["reason"]?["code"] == "offline")
    let id = try #require(job["job"]?.string)
    till.devices.reply = { _ in .success(.printed(.completed(.transmitted))) }
    _ = try await client.call(3, "jobs.resolve", #"{"job":"\#(id)","as":"reprint"}"#)
    try await client.lines.wait(for: "the end") { _ in states().last == "printed" }
    let ended = try await client.call(4, "jobs.get", #"{"job":"\#(id)"}"#)
    #expect(ended["result"]?["attempt"] == .integer(2) && ended["result"]?["evidence"] == "transmitted")
  }

  @Test func `a printer that fails after the go makes the job uncertain`() async throws {
    till.devices.reply = { _ in .failure(PosError(.timeout, "late")) }
    #expect(try await printJob(2, #", "wait":"done""#)["state"] == "uncertain")
  }

  @Test func `paper that runs out is told while the job waits at the printer, and again in the middle`() async throws {
    let till = till
    let end = PosError(.paperEnd, "no paper")
    till.devices.obstacle = end
    till.devices.reply = { command in
      if case .print(let work) = command { till.devices.news(of: work.job, sent: 5, blocked: end) }
      if case .print(let work) = command { till.devices.news(of: work.job, sent: 5, blocked: nil) }
      return .success(.printed(.completed(.processed)))
    }
    _ = try await printJob(2)
    try await client.lines.wait(for: "blocked") { _ in states().last == "blocked" }
    #expect(till.devices.armedJobs == 0)
    till.devices.obstacle = nil
    till.devices.lookAgain()
    try await client.lines.wait(for: "the end") { _ in states().last == "printed" }
    #expect(states() == ["queued", "blocked", "printing", "blocked", "printing", "printed"])
  }

  @Test func `a waiting job can be cancelled, an ended one cannot`() async throws {
    try till.devices.setState(.absent, of: "hot")
    let id = try #require(try await printJob(2)["job"]?.string)
    let cancelled = try await client.call(3, "jobs.cancel", #"{"job":"\#(id)"}"#)
    #expect(cancelled["result"]?["state"] == "cancelled")
    let again = try await client.call(4, "jobs.cancel", #"{"job":"\#(id)"}"#)
    #expect(again["error"]?["data"]?["code"] == "illegal")
    try till.devices.setState(.ready, of: "hot")
    _ = try await printJob(5, #", "wait":"done""#)
    #expect(till.devices.printed.count == 1)
  }

  @Test func `a job whose time has passed is not printed`() async throws {
    try till.devices.setState(.absent, of: "hot")
    let job = try await printJob(2, #", "ttlSeconds":1, "wait":"done""#)
    #expect(job["state"] == "expired")
    #expect(till.devices.printed.isEmpty)
  }

  @Test func `what was accepted is printed by the next daemon`() async throws {
    try till.devices.setState(.absent, of: "hot")
    let id = try #require(try await printJob(2)["job"]?.string)
    till.daemon.printing?.stop()
    till.daemon.printing = nil
    let next = try await Till.printing(folder)
    let job = try await next.daemon.printing?.waitForEnd(id)
    #expect(job?.state == .printed)
  }

  @Test func `the job of another user needs an administrator`() async throws {
    try till.devices.setState(.absent, of: "hot")
    let id = try #require(try await printJob(2)["job"]?.string)
    var settings = till.daemon.settings
    settings.access = [AccessRule(.user("65534"), allow: PermissionSet([.observe, .print]))]
    till.daemon.apply(settings)
    let other = try till.rawClient(uid: 65534, gid: 65534)
    let refused = try await other.call(1, "jobs.cancel", #"{"job":"\#(id)"}"#)
    #expect(refused["error"]?["data"]?["code"] == "permissionDenied")
  }

  @Test(arguments: [
    (#"{"printer":"hot","content":{}}"#, "illegal"),
    (#"{"printer":"hot","content":{"text":"a","raw":""}}"#, "illegal"),
    (#"{"printer":"hot","content":{"text":""}}"#, "illegal"),
    (#"{"printer":"hot","content":{"receipt":[ ]}}"#, "illegal"),
    (#"{"printer":"hot","content":{"markup":""}}"#, "illegal"),
    (#"{"printer":"hot","content":{"raw":""}}"#, "illegal"),
    (#"{"printer":"hot","content":{"image":""}}"#, "illegal"),
    (#"{"printer":"hot","content":{"image":"AAAA"}}"#, "illegal"),
    (#"{"printer":"hot","content":{"receipt":[{"image":"AAAA"}]}}"#, "illegal"),
    (#"{"printer":"hot","content":{"text":"a"},"copies":0}"#, "illegal"),
    (#"{"printer":"hot","content":{"text":"a"},"ttlSeconds":-1}"#, "illegal"),
    (#"{"printer":"hot","content":{"text":"a"},"key":""}"#, "illegal"),
    (#"{"printer":"hot","content":{"receipt":[{"rul":"-"}]}}"#, "illegal"),
    (#"{"printer":"hot","content":{"text":"a"},"copyNames":["a",""]}"#, "illegal"),
    (#"{"printer":"hot","content":{"text":"a"},"copyNames":["a"],"copies":2}"#, "illegal"),
    (#"{"printer":"hot","content":{"text":"a"},"tearPauseMs":60001}"#, "illegal"),
    (#"{"printer":"front","content":{"text":"a"}}"#, "illegal"),
    (#"{"printer":"nowhere","content":{"text":"a"}}"#, "noSuchDevice"),
  ])
  func `a request that cannot be followed is refused before it is on disk`(params: String, code: String) async throws {
    let answer = try await client.call(2, "printer.print", params)
    #expect(answer["error"]?["data"]?["code"] == .string(code), "\(answer)")
    #expect(try await client.call(3, "jobs.list")["result"] == [])
  }

  @Test func `a job whose printer the configuration has lost says so at once`() async throws {
    try till.devices.setState(.faulted, of: "hot")
    _ = try await printJob(2)
    try await client.lines.wait(for: "blocked") { _ in states().last == "blocked" }
    try till.devices.remove("hot")
    try await client.lines.wait(for: "the new reason") { _ in
      client.notifications("printer.job").last?["reason"]?["code"] == "noSuchDevice"
    }
    let job = try await client.call(3, "jobs.list", #"{"printer":"hot"}"#)["result"]?.array?.first
    #expect(job?["state"] == "blocked" && job?["reason"]?["code"] == "noSuchDevice")
  }

  @Test func `jobs of a printer that never was are no empty list`() async throws {
    let unknown = try await client.call(2, "jobs.list", #"{"printer":"hott"}"#)
    #expect(unknown["error"]?["data"]?["code"] == "noSuchDevice", "\(unknown)")
    #expect(try await client.call(3, "jobs.list", #"{"printer":"hot"}"#)["result"] == [])
    // One that is gone is found by its old name.
    _ = try await printJob(4, #", "wait":"done""#)
    till.devices.descriptions.removeAll { $0.name == "hot" }
    #expect(try await client.call(5, "jobs.list", #"{"printer":"hot"}"#)["result"]?.array?.count == 1)
    #expect(try await client.call(6, "jobs.list", #"{"printer":"hot","state":"failed"}"#)["result"] == [])
  }

  @Test func `without a job file nothing is printed, and the answer says why`() async throws {
    let till = Till()
    let client = try till.rawClient()
    let answer = try await client.call(1, "printer.print", #"{"printer":"hot","content":{"text":"a"}}"#)
    #expect(answer["error"]?["data"]?["code"] == "failure")
    #expect(answer["error"]?["data"]?["remedy"] != nil)
  }

  @Test func `the drawer of a print request opens at once`() async throws {
    try till.devices.setState(.absent, of: "hot")
    _ = try await printJob(2, #", "openDrawer":true"#)
    try await client.settle()
    #expect(till.devices.commands.contains(.openDrawer(nil)))
  }
}
