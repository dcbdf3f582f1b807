import Daemon
import EscPos
import Logging
import PosModel
import PosProtocol
import PosTesting
import PrintSpool
import Reactor
import Testing

/// Policies, copies, lanes, times and two printers, from the socket to the printer and back.
@ReactorActor
struct PrintingPolicyTests {
  private let folder: JobFolder
  private let till: Till
  private let client: RawClient
  private let gone = PosError(.offline, "gone")

  init() async throws {
    folder = try JobFolder()
    till = try await Till.printing(folder, printers: ["hot", "bar"])
    client = try till.rawClient()
    _ = try await client.call(1, "events.subscribe", #"{"types":["printer.job"]}"#)
  }

  @discardableResult
  private func printJob(
    _ id: Int, _ text: String = "x", _ members: String = "", on printer: String = "hot"
  ) async throws -> JSONValue {
    let answer = try await client.call(
      id, "printer.print", #"{"printer":"\#(printer)","content":{"text":"\#(text)"}\#(members)}"#)
    return try #require(answer["result"], "\(answer)")
  }

  private func events(_ state: String) -> [JSONValue] {
    client.notifications("printer.job").filter { $0["state"] == .string(state) }
  }

  /// What is on paper, without the printer's own commands.
  private func paper() throws -> [String] {
    till.devices.printed.map { bytes in
      String(decoding: bytes.filter { $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A }, as: UTF8.self)
    }
  }

  private func well(
    _ name: String = "hot", paper: PrinterStatus.Paper = .ok, source: PrinterStatus.Source = .automatic
  ) throws {
    let status = PrinterStatus(online: paper != .end, cover: .closed, paper: paper, cutter: .ok, source: source)
    till.daemon.device(try till.devices.find(name), did: .printerStatus(status), at: Reactor.now)
  }

  @Test func `a ticket that broke off is printed again by itself, and says so`() async throws {
    let till = till
    let gone = gone
    var attempts = 0
    till.devices.reply = { command in
      guard case .print = command else { return .success(.done) }
      attempts += 1
      return .success(.printed(attempts == 1 ? .interrupted(gone, sent: 3) : .completed(.confirmed)))
    }
    let job = try await printJob(2, "x", #", "wait":"done", "policy":"atLeastOnce""#)
    #expect(job["state"] == "printed" && job["attempt"] == .integer(2) && job["evidence"] == "confirmed")
    let printed = till.devices.printed
    #expect(printed.count == 2 && printed[1].count > printed[0].count + 20)
    guard case .print(let second)? = till.devices.commands.last(where: { if case .print = $0 { true } else { false } })
    else { throw PosError(.failure, "nothing was printed") }
    #expect(second.predecessor?.longestCommand == 4, "GS V B 0 is the longest command of a text")
  }

  @Test func `a ticket that was under way when posd was killed is printed by the next one, marked`() async throws {
    let folder = try JobFolder()
    do {
      let store = try JobStore(path: folder.path + "/jobs.db", now: 0)
      try store.write { (database) throws(PosError) in
        for policy in [PrintPolicy.atLeastOnce, .atMostOnce] {
          let new = NewJob(
            key: policy.rawValue, printer: "printer-tcp-192.0.2.10", content: .raw([0x41]), policy: policy)
          let job = try database.accept(new, now: 1)
          _ = try database.arm(job.job, on: "printer-tcp-192.0.2.10", longest: 7, now: 2)
        }
      }
    }
    let next = try await Till.printing(folder)
    let printing = try #require(next.daemon.printing)
    let jobs = try await printing.disk.read { (database) throws(PosError) in try database.list(JobFilter()) }
    let ticket = try #require(jobs.last)
    #expect(jobs.first?.state == .uncertain)
    #expect(try await printing.waitForEnd(ticket.job).state == .printed)
    let bytes = try #require(next.devices.printed.first)
    let text = String(decoding: bytes, as: UTF8.self)
    let warnings = text.split(separator: "POSSIBLE DUPLICATE", omittingEmptySubsequences: false)
    #expect(warnings.count == 3 && warnings[1].contains("A"), "the mark stands on both sides of the client's own bytes")
  }

  @Test(arguments: [PrinterStatus.Source.automatic, .realTime])
  func `an idle printer that is well needs one write and no round trip`(source: PrinterStatus.Source) async throws {
    try well(source: source)
    let job = try await printJob(2, "x", #", "wait":"done""#)
    #expect(job["state"] == "printed" && job["attempt"] == .integer(1))
    #expect(till.devices.armedJobs == 0, "it was armed when it was accepted")
    try await client.lines.wait(for: "the end") { _ in events("printed").count == 1 }
    #expect(client.notifications("printer.job").compactMap { $0["state"] } == ["queued", "printing", "printed"])
    let again = try await printJob(3, "y", #", "wait":"done", "key":"k""#)
    #expect(try await printJob(4, "y", #", "wait":"done", "key":"k""#)["job"] == again["job"])
    #expect(till.devices.printed.count == 2)
  }

  @Test func `a printer that was well and is not any more backs out, and the job waits unarmed`() async throws {
    try well()
    till.devices.obstacle = PosError(.paperEnd, "no paper")
    _ = try await printJob(2)
    try await client.lines.wait(for: "blocked") { _ in !events("blocked").isEmpty }
    #expect(events("blocked").first?["reason"]?["code"] == "paperEnd")
    #expect(events("blocked").first?["attempt"] == .integer(0))
    till.devices.obstacle = nil
    till.devices.lookAgain()
    try await client.lines.wait(for: "the end") { _ in !events("printed").isEmpty }
    #expect(events("printed").first?["attempt"] == .integer(1))
  }

  @Test func `a rush job goes before what waits for paper, and nothing is printed twice`() async throws {
    till.devices.obstacle = PosError(.paperEnd, "no paper")
    for id in 2..<4 { try await printJob(id, "normal\(id)") }
    try await client.lines.wait(for: "blocked") { _ in !events("blocked").isEmpty }
    try await printJob(4, "rush", #", "priority":"rush""#)
    till.devices.obstacle = nil
    till.devices.lookAgain()
    try await client.lines.wait(for: "the end") { _ in events("printed").count == 3 }
    #expect(events("printed").map { $0["priority"] } == ["rush", "normal", "normal"])
    #expect(till.devices.armedJobs == 3)
  }

  @Test func `named copies carry their names, with a pause between them`() async throws {
    let job = try await printJob(2, "x", #", "wait":"done", "copyNames":["merchant","customer"], "tearPauseMs":50"#)
    #expect(job["children"]?.array?.compactMap { $0["name"] } == ["merchant", "customer"])
    #expect(job["copies"] == .integer(2) && job["state"] == "printed")
    #expect(try paper().map { $0.contains("customer") } == [false, true])
  }

  @Test func `an uncertain copy does not keep the next one back`() async throws {
    let gone = gone
    var attempts = 0
    till.devices.reply = { command in
      guard case .print = command else { return .success(.done) }
      attempts += 1
      return .success(.printed(attempts == 1 ? .interrupted(gone, sent: 3) : .completed(.confirmed)))
    }
    let job = try await printJob(2, "x", #", "wait":"done", "copies":2"#)
    #expect(job["state"] == "uncertain" && job["attention"] == .bool(true))
    #expect(job["children"]?.array?.compactMap { $0["state"] } == ["uncertain", "printed"])
    let id = try #require(job["job"]?.string)
    let listed = try await client.call(3, "jobs.list", #"{"attention":true}"#)
    #expect(listed["result"]?.array?.count == 1)
    _ = try await client.call(4, "jobs.resolve", #"{"job":"\#(id)","as":"reprint","copy":1}"#)
    try await client.lines.wait(for: "the end") { _ in !events("printed").isEmpty }
    #expect(till.devices.printed.count == 3)
  }

  @Test func `a dead printer blocks nobody, and is looked for as long as something waits for it`() async throws {
    try till.devices.setState(.absent, of: "hot")
    try await printJob(2)
    #expect(try await printJob(3, "y", #", "wait":"done""#, on: "bar")["state"] == "printed")
    try await client.lines.wait(for: "blocked") { _ in !events("blocked").isEmpty }
    #expect(till.devices.expected == ["printer-tcp-192.0.2.10"])
    try till.devices.setState(.ready, of: "hot")
    try await client.lines.wait(for: "the end") { _ in events("printed").count == 2 }
    #expect(till.devices.expected.isEmpty)
  }

  @Test func `tickets that expire while the printer is away are told by one slip when it is back`() async throws {
    try till.devices.setState(.absent, of: "hot")
    for id in 2..<4 { try await printJob(id, "late", #", "policy":"atLeastOnce", "ttlSeconds":1, "title":"T\#(id)""#) }
    try await printJob(4, "receipt", #", "ttlSeconds":1"#)
    try await client.lines.wait(for: "all expired") { _ in events("expired").count == 3 }
    #expect(till.devices.printed.isEmpty)
    try till.devices.setState(.ready, of: "hot")
    try await client.lines.wait(for: "the slip") { _ in !events("printed").isEmpty }
    let slip = try #require(try paper().first)
    #expect(slip.contains("T2") && slip.contains("T3") && !slip.contains("late"))
    try till.devices.setState(.absent, of: "hot")
    try till.devices.setState(.ready, of: "hot")
    try await client.settle()
    #expect(till.devices.printed.count == 1, "none is told twice")
    let listed = try await client.call(5, "jobs.list", #"{"states":["expired"],"limit":2}"#)
    #expect(listed["result"]?.array?.count == 2)
  }

  @Test func `a waiting job moves to another printer and leaves the first`() async throws {
    till.devices.obstacle = PosError(.paperEnd, "no paper")
    let id = try #require(try await printJob(2)["job"]?.string)
    try await client.lines.wait(for: "blocked") { _ in !events("blocked").isEmpty }
    till.devices.obstacle = nil
    let printing = try #require(till.daemon.printing)
    #expect(try await printing.move([id], to: try till.devices.find("bar"), marked: false).map(\.printer) == ["bar"])
    try await client.lines.wait(for: "the end") { _ in !events("printed").isEmpty }
    #expect(events("printed").first?["printer"] == "bar")
    till.devices.lookAgain()
    try await client.settle()
    #expect(till.devices.armedJobs == 1)
  }

  @Test func `a long copy tells how far it is`() async throws {
    let till = till
    till.devices.reply = { command in
      guard case .print(let work) = command else { return .success(.done) }
      for sent in [100, 200, 900] { till.devices.news(of: work.job, sent: sent, total: 900, blocked: nil) }
      return .success(.printed(.completed(.processed)))
    }
    _ = try await printJob(2, "x", #", "wait":"done""#)
    let told = client.notifications("printer.job").compactMap { $0["progress"]?["sent"] }
    #expect(told == [.integer(100)], "at most one in half a second, and none for the last byte")
  }

  @Test func `content that cannot be set fails, and the queue goes on`() async throws {
    let other = Till(devices: till.devices.descriptions)
    other.devices.reply = till.devices.reply
    let folder = try JobFolder()
    let log = other.log
    let printing = try Printing(
      path: folder.path + "/jobs.db", devices: other.devices, content: FailingSetting(),
      log: Logger(label: "posd", factory: { _ in log }))
    other.daemon.printing = printing
    try await printing.start()
    let bad = try await printing.accept(NewJob(printer: "printer-tcp-192.0.2.10", content: .text("bad")))
    let good = try await printing.accept(NewJob(printer: "printer-tcp-192.0.2.10", content: .text("good")))
    let failed = try await printing.waitForEnd(bad.job)
    #expect(failed.state == .failed && failed.reason?.code == "illegal" && failed.attention)
    #expect(try await printing.waitForEnd(good.job).state == .printed)
    let refused = await #expect(throws: PosError.self) {
      try await printing.accept(NewJob(printer: "printer-tcp-192.0.2.10", content: .text("refused")))
    }
    #expect(refused?.code == .unsupported)
  }
}

/// Sets nothing that is bad.
@ReactorActor
private final class FailingSetting: ContentSetting {
  func check(_ content: NewJob.Content, for printer: String?) throws(PosError) -> [PrintWarning] {
    if content == .text("refused") { throw PosError(.unsupported, "never") }
    return []
  }

  func profile(of printer: DeviceDescription) -> PrinterProfile { .generic }

  func setAtOnce(_: NewJob.Content, marks: PrintMarks, printer: DeviceDescription) throws(PosError) -> SetContent? {
    nil
  }

  func set(
    _ content: NewJob.Content, marks: PrintMarks, printer: DeviceDescription, drawer: DrawerTiming
  ) async throws(PosError) -> SetContent {
    if content == .text("bad") { throw PosError(.illegal, "it does not fit") }
    return SetContent([0x41], longest: 0)
  }
}
