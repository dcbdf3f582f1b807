import Daemon
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Testing

/// When tickets go to another printer, with which marks, and when they go back.
@ReactorActor
struct KitchenFailoverTests {
  private let folder: JobFolder
  private let kitchen: KitchenTill
  private let noPaper = PosError(.paperEnd, "no paper")

  private static func stations(
    failover: String = "1ms", uncertain: String = "1ms", back: String = "2h", chain: String = #""hot", "cold""#
  ) -> String {
    """
    [[station]]
    name = "grill"
    printers = [\(chain)]
    categories = ["meat"]
    language = "en"
    failover-after = "\(failover)"
    uncertain-after = "\(uncertain)"
    return-after = "\(back)"
    [[station]]
    name = "fry"
    printers = ["hot", "bar"]
    categories = ["fried"]
    language = "en"
    failover-after = "\(failover)"
    return-after = "\(back)"
    """
  }

  init() async throws {
    folder = try JobFolder()
    kitchen = try await KitchenTill(folder, Self.stations())
  }

  @discardableResult
  private func order(_ name: String, _ category: String = "meat", _ members: String = "") async throws -> String {
    let reply = try await kitchen.order(#"{"name":"\#(name)","quantity":1,"category":"\#(category)"}"#, members)
    return try #require(reply["jobs"]?.array?.first?["job"]?.string)
  }

  private func failovers(_ station: String = "grill") -> [JSONValue] {
    kitchen.client.notifications("kitchen.failover").filter { $0["station"] == .string(station) }
  }

  @Test func `tickets of which nothing has left go to the next printer in order, and say whose they are`() async throws
  {
    kitchen.devices.obstacles["hot"] = noPaper
    for dish in ["one", "two", "three"] { try await order(dish) }
    try await kitchen.wait("printed", count: 3)
    let paper = try kitchen.paper("cold")
    #expect(try kitchen.paper("hot").isEmpty && paper.count == 3)
    for (ticket, dish) in zip(paper, ["one", "two", "three"]) {
      #expect(ticket.contains(dish) && ticket.contains("ORIGINAL PRINTER: hot") && !ticket.contains("DUPLICATE"))
    }
    try await kitchen.client.wait(for: "kitchen.failover")
    let event = try #require(failovers().first)
    #expect(event["from"] == "hot" && event["to"] == "cold" && event["reason"]?["code"] == "paperEnd")
    #expect(event["device"] == .string(try kitchen.devices.find("cold").id))
    let status = try await kitchen.status("grill")
    #expect(status["active"] == "cold")
    #expect(status["failedOverSince"]?.string != nil)
    #expect(status["waiting"] == .integer(0))
  }

  @Test func `a new ticket goes to the printer that stands in, and is marked too`() async throws {
    try kitchen.devices.setState(.absent, of: "hot")
    try await order("one")
    try await kitchen.wait("printed")
    try await order("two")
    try await kitchen.wait("printed", count: 2)
    #expect(try kitchen.paper("cold").allSatisfy { $0.contains("ORIGINAL PRINTER: hot") })
    #expect(failovers().count == 1)
    #expect(kitchen.events("blocked").count <= 1, "the second one has not waited for the first printer")
  }

  @Test func `tickets wait before they move`() async throws {
    let patient = try await KitchenTill(try JobFolder(), Self.stations(failover: "2h"))
    patient.devices.obstacles["hot"] = noPaper
    try await patient.order(#"{"name":"one","quantity":1,"category":"meat"}"#)
    try await patient.wait("blocked")
    let status = try await patient.status("grill")
    #expect(status["active"] == "hot" && status["waiting"] == .integer(1))
    #expect(status["chain"]?.array?.map { $0["state"] } == ["blocked", "ready"])
    #expect(status["chain"]?.array?.first?["reason"]?["code"] == "paperEnd")
    patient.devices.obstacles = [:]
    patient.devices.lookAgain()
    try await patient.wait("printed")
    #expect(try patient.paper("hot").count == 1 && patient.client.notifications("kitchen.failover").isEmpty)
  }

  @Test func `stations that share a dead printer go each to its own next one`() async throws {
    try kitchen.devices.setState(.absent, of: "hot")
    try await order("steak")
    try await order("chips", "fried")
    try await kitchen.wait("printed", count: 2)
    #expect(try kitchen.paper("cold").first?.contains("steak") == true)
    #expect(try kitchen.paper("bar").first?.contains("chips") == true)
  }

  @Test func `a ticket that broke off goes to the next printer with the mark of a possible duplicate only`()
    async throws
  {
    kitchen.devices.holding = ["hot"]
    let job = try await order("one")
    try await kitchen.wait("printing")
    try await order("two")
    try kitchen.devices.block(job, on: "hot", noPaper)
    kitchen.devices.obstacles["hot"] = noPaper
    try await kitchen.wait("printed", count: 2)
    let paper = try kitchen.paper("cold")
    #expect(try kitchen.paper("hot").count == 1)
    let one = try #require(paper.first { $0.contains("one") })
    let two = try #require(paper.first { $0.contains("two") })
    #expect(one.contains("POSSIBLE DUPLICATE") && one.contains("ORIGINAL PRINTER: hot"))
    #expect(two.contains("ORIGINAL PRINTER: hot") && !two.contains("DUPLICATE"))
    kitchen.devices.obstacles = [:]
    kitchen.devices.holding = []
    let print = #"{"printer":"hot","content":{"text":"x"},"wait":"done"}"#
    _ = try await kitchen.call("printer.print", print)
    #expect(kitchen.devices.started.last?.work.predecessor != nil, "what it still holds is cleared before its next use")
  }

  @Test(arguments: ["realTime", "automatic", "none"])
  func `a printer that has answered and is silent now is left, one that never answers is not`(status: String)
    async throws
  {
    let id = try kitchen.devices.find("hot").id
    for index in kitchen.devices.descriptions.indices where kitchen.devices.descriptions[index].id == id {
      kitchen.devices.descriptions[index].capabilities["status"] = .word(status)
    }
    kitchen.till.daemon.device(try kitchen.devices.find("hot"), did: .printerStatus(PrinterStatus()), at: Reactor.now)
    let isMute = status == "none"
    let chain = try await kitchen.status("grill")["chain"]?.array
    #expect(chain?.first?["state"] == (isMute ? "ready" : "blocked"))
    #expect(kitchen.devices.commands.contains(.printerStatus) != isMute, "only its answer can bring the tickets back")
    kitchen.devices.holding = ["hot"]
    try await order("one")
    try await kitchen.wait("printing")
    if isMute {
      try await kitchen.client.settle()
      #expect(try kitchen.paper("cold").isEmpty)
    } else {
      try await kitchen.wait("printed")
      #expect(try kitchen.paper("cold").count == 1, "what it was sent shows nothing")
    }
  }

  @Test func `a ticket that is just being tried is called back, and goes before the others`() async throws {
    kitchen.devices.hesitating = ["hot"]
    for dish in ["one", "two", "three"] { try await order(dish) }
    try await kitchen.wait("printing")
    try kitchen.devices.setState(.absent, of: "hot")
    try await kitchen.wait("printed", count: 3)
    let paper = try kitchen.paper("cold")
    for (ticket, dish) in zip(paper, ["one", "two", "three"]) {
      #expect(ticket.contains(dish) && !ticket.contains("DUPLICATE"))
    }
  }

  @Test func `a ticket that was under way when the others went comes behind them with a mark, whatever has left of it`()
    async throws
  {
    let patient = try await KitchenTill(try JobFolder(), Self.stations(uncertain: "100ms"))
    patient.devices.holding = ["hot"]
    patient.devices.takingNothing = ["hot"]
    try await patient.order(#"{"name":"one","quantity":1,"category":"meat"}"#)
    try await patient.wait("printing")
    try await patient.order(#"{"name":"two","quantity":1,"category":"meat"}"#)
    try patient.devices.setState(.absent, of: "hot")
    try await patient.wait("printed", count: 2)
    let paper = try patient.paper("cold")
    #expect(paper.map { $0.contains("two") } == [true, false])
    #expect(paper.map { $0.contains("POSSIBLE DUPLICATE") } == [false, true])
  }

  @Test func `a ticket that broke off waits for its printer while it may still come out there`() async throws {
    let patient = try await KitchenTill(try JobFolder(), Self.stations(uncertain: "2h"))
    patient.devices.holding = ["hot"]
    let reply = try await patient.order(#"{"name":"one","quantity":1,"category":"meat"}"#)
    let job = try #require(reply["jobs"]?.array?.first?["job"]?.string)
    try await patient.wait("printing")
    try await patient.order(#"{"name":"two","quantity":1,"category":"meat"}"#)
    try patient.devices.block(job, on: "hot", noPaper)
    patient.devices.obstacles["hot"] = noPaper
    try await patient.wait("printed")
    #expect(try patient.paper("cold").map { $0.contains("two") } == [true])
    #expect(try await patient.status("grill")["waiting"] == .integer(1))
  }

  @Test func `a job that must not be printed twice never moves once it has begun`() async throws {
    kitchen.devices.holding = ["hot"]
    let print = #"{"printer":"grill","content":{"text":"bill"},"policy":"atMostOnce"}"#
    let job = try #require(try await kitchen.call("printer.print", print)["result"]?["job"]?.string)
    try await kitchen.wait("printing")
    try await order("two")
    try kitchen.devices.block(job, on: "hot", noPaper)
    kitchen.devices.obstacles["hot"] = noPaper
    try await kitchen.wait("printed")
    try await kitchen.client.settle()
    #expect(try kitchen.paper("cold").map { $0.contains("two") } == [true])
  }

  @Test func `an attempt that no printer of the chain finishes is not tried in a circle`() async throws {
    let gone = PosError(.offline, "gone")
    kitchen.devices.reply = { command in
      if case .print = command { .success(.printed(.interrupted(gone, sent: 3))) } else { .success(.done) }
    }
    try await order("one")
    try await kitchen.wait("uncertain", count: 2)
    try await kitchen.client.settle()
    let status = try await kitchen.status("grill")
    #expect(status["attention"]?.array?.count == 1)
    #expect(try kitchen.paper("hot").count == 5 && kitchen.paper("cold").count == 1)
    #expect(try kitchen.paper("cold").first?.contains("POSSIBLE DUPLICATE") == true)
  }

  @Test func `the first printer takes over again when it is well and nothing waits elsewhere`() async throws {
    let quick = try await KitchenTill(try JobFolder(), Self.stations(back: "1ms"))
    try quick.devices.setState(.absent, of: "hot")
    try await quick.order(#"{"name":"one","quantity":1,"category":"meat"}"#)
    try await quick.wait("printed")
    try await quick.client.wait(for: "kitchen.failover")
    try quick.devices.setState(.ready, of: "hot")
    try await quick.client.wait(for: "kitchen.failover", count: 2)
    let back = try #require(quick.client.notifications("kitchen.failover").last)
    #expect(back["to"] == "hot" && back["from"] == "cold" && back["reason"] == .null)
    try await quick.order(#"{"name":"two","quantity":1,"category":"meat"}"#)
    try await quick.wait("printed", count: 2)
    #expect(try quick.paper("hot").first?.contains("ORIGINAL PRINTER") == false)
    #expect(try await quick.status("grill")["failedOverSince"] == .null)
  }

  @Test func `it is not taken for well before its time`() async throws {
    try kitchen.devices.setState(.absent, of: "hot")
    try await order("one")
    try await kitchen.wait("printed")
    try kitchen.devices.setState(.ready, of: "hot")
    try await order("two")
    try await kitchen.wait("printed", count: 2)
    #expect(try kitchen.paper("cold").count == 2 && kitchen.paper("hot").isEmpty)
  }

  @Test func `when no printer is well the tickets wait, and go to the first that is`() async throws {
    for name in ["hot", "cold"] { try kitchen.devices.setState(.absent, of: name) }
    try await order("one")
    try await kitchen.wait("blocked")
    #expect(try await kitchen.status("grill")["oldestSeconds"] == .integer(0))
    try kitchen.devices.setState(.ready, of: "cold")
    try await kitchen.wait("printed")
    #expect(try kitchen.paper("cold").count == 1)
  }

  @Test func `a dead printer holds nobody up`() async throws {
    let other = try await KitchenTill(try JobFolder(), Self.stations(failover: "2h", chain: #""hot""#))
    try other.devices.setState(.absent, of: "hot")
    try await other.order(#"{"name":"steak","quantity":1,"category":"meat"}"#)
    let print = #"{"printer":"bar","content":{"text":"x"},"wait":"done"}"#
    #expect(try await other.call("printer.print", print)["result"]?["state"] == "printed")
    #expect(try await other.status("grill")["waiting"] == .integer(1))
  }

  @Test func `what has moved is where it was after a kill, with its mark and its number`() async throws {
    kitchen.devices.obstacles = ["hot": noPaper, "cold": noPaper]
    try kitchen.devices.setState(.absent, of: "hot")
    let job = try await order("one")
    try await kitchen.client.wait(for: "kitchen.failover")
    kitchen.end()
    let next = try await KitchenTill(folder, Self.stations(failover: "2h"), obstacles: ["cold": noPaper])
    try await next.wait("blocked")
    next.devices.obstacles = [:]
    next.devices.lookAgain()
    try await next.wait("printed")
    let ticket = try #require(try next.paper("cold").first)
    #expect(ticket.contains("ORIGINAL PRINTER: hot") && ticket.contains("grill #0001") && !ticket.contains("DUPLICATE"))
    let known = try await next.call("jobs.get", #"{"job":"\#(job)"}"#)["result"]
    #expect(known?["state"] == "printed" && known?["printer"] == "cold")
    #expect(try await next.status("grill")["active"] == "cold")
    #expect(
      try await next.order(#"{"name":"two","quantity":1,"category":"meat"}"#)["jobs"]?.array?.first?["number"]
        == .integer(2))
  }

  @Test func `an order is known after a kill, and one under way is printed marked`() async throws {
    kitchen.devices.holding = ["hot"]
    let job = try await order("one", "meat", #","key":"k""#)
    try await kitchen.wait("printing")
    kitchen.end()
    let next = try await KitchenTill(folder, Self.stations())
    try await next.wait("printed")
    #expect(try next.paper("hot").first?.contains("POSSIBLE DUPLICATE") == true)
    let again = try await next.order(#"{"name":"one","quantity":1,"category":"meat"}"#, #","key":"k""#)
    #expect(again["jobs"]?.array?.first?["job"] == .string(job))
    #expect(again["jobs"]?.array?.first?["duplicate"] == .bool(true))
  }

  @Test(arguments: [#""bar", "cold""#, #""bar""#])
  func `a ticket of a printer that the configuration has lost goes to the chain of today`(chain: String) async throws {
    kitchen.devices.obstacles = ["hot": noPaper]
    let patient = try await KitchenTill(try JobFolder(), Self.stations(failover: "2h"))
    patient.devices.obstacles["hot"] = noPaper
    try await patient.order(#"{"name":"one","quantity":1,"category":"meat"}"#)
    try await patient.wait("blocked")
    let changed = Self.stations(chain: chain)
    patient.till.daemon.apply(
      DaemonSettings().with { settings in
        do { settings.stations = try Configuration.parse([("posd.toml", changed)]).stations } catch {
          Issue.record("\(error)")
        }
      })
    try await patient.wait("printed")
    #expect(try patient.paper("bar").count == 1)
  }
}
