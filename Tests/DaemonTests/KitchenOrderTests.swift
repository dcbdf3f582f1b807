import Daemon
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Testing

/// From an order to the tickets of its stations.
@ReactorActor
struct KitchenOrderTests {
  private let folder: JobFolder
  private let kitchen: KitchenTill

  private static let stations = """
    [[station]]
    name = "grill"
    title = "GRILL"
    printers = ["hot"]
    categories = ["meat", "combo"]
    language = "en"
    buzzer = 2
    [[station]]
    name = "salad"
    printers = ["cold"]
    categories = ["greens", "combo"]
    language = "en"
    [[station]]
    name = "pass"
    printers = ["bar"]
    expo = true
    language = "en"
    """

  private static let meal =
    #"{"name":"Steak","quantity":2,"category":"meat","notes":["no salt","well done"],"options":["large"]},"#
    + #"{"name":"Coleslaw","quantity":"1.5 kg","category":"greens"}"#

  init() async throws {
    folder = try JobFolder()
    kitchen = try await KitchenTill(folder, Self.stations)
  }

  @Test func `members of an order that nobody knows are ignored and named with their place`() async throws {
    let reply = try await kitchen.order(
      #"{"name":"Steak","quantity":1,"category":"meat","note":["rare"]}"#, #","ttl":5,"wait":"done""#)
    let warnings = try #require(reply["warnings"]?.array, "\(reply)")
    #expect(
      warnings.compactMap { $0["message"]?.string?.split(separator: " ").first }.sorted() == ["items[0].note", "ttl"])
    #expect(warnings.contains { $0["remedy"] == "did you mean notes?" })
    let known = try await kitchen.order(#"{"name":"Steak","quantity":1,"category":"meat"}"#, "")
    #expect(known["warnings"] == nil)
  }

  @Test func `tickets of a station that the configuration has lost are found and shown`() async throws {
    for printer in ["hot", "cold", "bar"] { try kitchen.devices.setState(.absent, of: printer) }
    try await kitchen.order(Self.meal)
    var settings = kitchen.till.daemon.settings
    settings.stations.removeAll { $0.name == "grill" }
    kitchen.till.daemon.apply(settings)
    let jobs = try await kitchen.call("jobs.list", #"{"printer":"grill"}"#)["result"]?.array
    #expect(jobs?.map { $0["station"] } == ["grill"])
    #expect(try await kitchen.call("jobs.list", #"{"printer":"grill","state":"failed"}"#)["result"] == [])
    let all = try await kitchen.call("kitchen.status", "{}")["result"]?.array
    #expect(all?.map { $0["station"] } == ["salad", "pass", "grill"])
    let lost = try await kitchen.status("grill")
    #expect(
      lost["waiting"] == .integer(1) && lost["active"] == .null && lost["chain"] == []
        && lost["lastNumber"] == .integer(1))
    let never = try await kitchen.call("jobs.list", #"{"printer":"gril"}"#)
    #expect(never["error"]?["data"]?["code"] == "noSuchDevice")
    #expect(try await kitchen.call("kitchen.status", #"{"station":"gril"}"#)["error"] != nil)
  }

  @Test func `each dish goes to its station, and the whole order to the pass`() async throws {
    let reply = try await kitchen.order(Self.meal, #","table":"A7","waiter":"Li","guests":3,"wait":"done""#)
    let jobs = try #require(reply["jobs"]?.array)
    #expect(jobs.map { $0["station"] } == ["grill", "salad", "pass"])
    #expect(jobs.map { $0["number"] } == [.integer(1), .integer(1), .integer(1)])
    #expect(jobs.allSatisfy { $0["state"] == "printed" && $0["policy"] == "atLeastOnce" && $0["title"] == "A7 4711" })
    #expect(reply["unrouted"] == .array([]))
    let grill = try #require(try kitchen.paper("hot").first)
    #expect(grill.contains("GRILL #0001") && grill.contains("TABLE A7"))
    #expect(
      grill.contains("Steak") && grill.contains("x2") && grill.contains("large") && grill.contains("no salt, well done")
    )
    #expect(!grill.contains("Coleslaw") && !grill.contains("NOTE") && !grill.contains("VOID"))
    #expect(try kitchen.paper("cold").first?.contains("x1.5 kg") == true)
    let pass = try #require(try kitchen.paper("bar").first)
    #expect(pass.contains("Steak") && pass.contains("> GRILL") && pass.contains("Coleslaw") && pass.contains("> salad"))
  }

  @Test func `an item of two stations is on both tickets`() async throws {
    let reply = try await kitchen.order(#"{"name":"Set menu","quantity":1,"category":"combo"}"#)
    #expect(reply["jobs"]?.array?.map { $0["station"] } == ["grill", "salad", "pass"])
  }

  @Test func `a station that the item names comes before its category`() async throws {
    let reply = try await kitchen.order(#"{"name":"Steak","quantity":1,"category":"meat","station":"salad"}"#)
    #expect(reply["jobs"]?.array?.map { $0["station"] } == ["salad", "pass"])
  }

  @Test func `numbers go up by station, and the last is told`() async throws {
    for _ in 0..<3 { try await kitchen.order(#"{"name":"Steak","quantity":1,"category":"meat"}"#) }
    let reply = try await kitchen.order(Self.meal)
    #expect(reply["jobs"]?.array?.map { $0["number"] } == [.integer(4), .integer(1), .integer(4)])
    #expect(try await kitchen.status("grill")["lastNumber"] == .integer(4))
    #expect(try await kitchen.status("salad")["lastNumber"] == .integer(1))
  }

  @Test func `the same key is the same order, and takes no number`() async throws {
    let first = try await kitchen.order(Self.meal, #","key":"k""#)
    let second = try await kitchen.order(#"{"name":"Steak","quantity":9,"category":"meat"}"#, #","key":"k""#)
    #expect(second["jobs"]?.array?.map { $0["job"] } == first["jobs"]?.array?.map { $0["job"] })
    #expect(second["jobs"]?.array?.allSatisfy { $0["duplicate"] == .bool(true) } == true)
    #expect(first["jobs"]?.array?.allSatisfy { $0["duplicate"] == nil } == true)
    #expect(try await kitchen.order(Self.meal)["jobs"]?.array?.first?["number"] == .integer(2))
  }

  @Test func `the key of an order is not that of a job`() async throws {
    let print = #"{"printer":"grill","key":"k","content":{"text":"x"}}"#
    let job = try await kitchen.call("printer.print", print)["result"]
    let jobs = try await kitchen.order(Self.meal, #","key":"k""#)["jobs"]?.array
    #expect(jobs?.count == 3 && jobs?.contains { $0["job"] == job?["job"] } == false)
  }

  @Test func `an item that goes nowhere is named, and nothing of the order is printed`() async throws {
    let lost = Self.meal + #",{"name":"Soap","quantity":1,"category":"household"}"#
    let answer = try await kitchen.call("kitchen.order", #"{"order":"1","items":[\#(lost)]}"#)
    #expect(answer["error"]?["message"]?.string?.hasPrefix("items[2] goes nowhere") == true)
    let named = try await kitchen.call(
      "kitchen.order", #"{"order":"1","items":[{"name":"x","quantity":1,"station":"gril"}]}"#)
    #expect(named["error"]?["data"]?["remedy"] == "did you mean grill?")
    #expect(try await kitchen.call("jobs.list", "{}")["result"] == .array([]))
    #expect(try await kitchen.status("grill")["lastNumber"] == .integer(0))
  }

  @Test func `a default station takes what goes nowhere, and the answer says so`() async throws {
    let other = try await KitchenTill(
      try JobFolder(), Self.stations.replacing("buzzer = 2", with: "default = true"))
    let reply = try await other.order(Self.meal + #",{"name":"Soap","quantity":1}"#)
    #expect(reply["unrouted"] == .array([.integer(2)]))
    try await other.wait("printed", count: 3)
    #expect(try other.paper("hot").first?.contains("Soap") == true)
  }

  @Test func `void and rush tickets go before what waits, and say what they are`() async throws {
    kitchen.devices.obstacles["hot"] = PosError(.paperEnd, "no paper")
    let dish = #"{"name":"Steak","quantity":1,"category":"meat"}"#
    for kind in ["new", "change", "void", "rush"] { try await kitchen.order(dish, #","kind":"\#(kind)""#) }
    try await kitchen.wait("blocked")
    kitchen.devices.obstacles = [:]
    kitchen.devices.lookAgain()
    try await kitchen.wait("printed", count: 8)
    let paper = try kitchen.paper("hot")
    #expect(paper.map { $0.contains("#0003") } == [true, false, false, false])
    #expect(paper.map { $0.contains("#0004") } == [false, true, false, false])
    #expect(paper.map { $0.split(separator: "VOID").count } == [3, 1, 1, 1], "above and below")
    #expect(paper.map { $0.contains("RUSH") } == [false, true, false, false])
    #expect(paper.last?.contains("CHANGE") == true)
  }

  @Test func `a station is printed to by its name, with its number and its policy`() async throws {
    let print = #"{"printer":"grill","content":{"text":"staff meal"},"wait":"done"}"#
    let job = try #require(try await kitchen.call("printer.print", print)["result"])
    #expect(job["station"] == "grill" && job["number"] == .integer(1) && job["policy"] == "atLeastOnce")
    #expect(job["expiresAt"]?.string != nil, "tickets live for half an hour if nobody says else")
    #expect(try kitchen.paper("hot").first?.contains("GRILL #0001") == true)
    let listed = try await kitchen.call("jobs.list", #"{"printer":"grill"}"#)["result"]?.array
    #expect(listed?.map { $0["job"] } == [job["job"]])
    let refused = try await kitchen.call(
      "printer.print", #"{"printer":"grill","content":{"text":"x"},"openDrawer":true}"#)
    #expect(refused["error"]?["data"]?["code"] == "illegal")
  }

  @Test func `a station that does not exist is told as that`() async throws {
    let reprint = try await kitchen.call("kitchen.reprint", #"{"station":"gril","number":1}"#)
    #expect(reprint["error"]?["message"] == "there is no station gril")
    #expect(reprint["error"]?["data"]?["remedy"] == "did you mean grill?")
    let other = try await kitchen.call("kitchen.reprint", #"{"station":"sushi","number":1}"#)
    #expect(other["error"]?["data"]?["remedy"] == "there are: grill, salad, pass")
    let unknown = try await kitchen.call("kitchen.reprint", #"{"station":"grill","number":1}"#)
    #expect(unknown["error"]?["message"]?.string?.contains("the ticket 1 of grill") == true, "\(unknown)")
    let jobs = try await kitchen.call("jobs.list", #"{"printer":"gril"}"#)
    #expect(jobs["error"]?["data"]?["remedy"] == "did you mean \"grill\"?", "\(jobs)")
    #expect(try await kitchen.call("jobs.list", #"{"printer":"salad"}"#)["result"] == [])
  }

  @Test func `a ticket is printed again with its number and the mark of it`() async throws {
    let order = try await kitchen.order(Self.meal, #","wait":"done""#)
    let again = try await kitchen.call("kitchen.reprint", #"{"station":"grill","number":1}"#)["result"]
    #expect(again?["job"] == order["jobs"]?.array?.first?["job"])
    try await kitchen.wait("printed", count: 4)
    let paper = try kitchen.paper("hot")
    #expect(paper.count == 2 && paper[1].contains("REPRINT") && paper[1].contains("GRILL #0001"))
    #expect(paper[1].contains("Steak") && !paper[0].contains("REPRINT"))
    let unknown = try await kitchen.call("kitchen.reprint", #"{"station":"grill","number":99}"#)
    #expect(unknown["error"]?["data"]?["code"] == "illegal")
    let neither = try await kitchen.call("kitchen.reprint", #"{"number":1}"#)
    #expect(neither["error"]?["message"] == "give either job, or station and number")
  }

  @Test func `a ticket that waits is not printed a second time`() async throws {
    kitchen.devices.obstacles["hot"] = PosError(.paperEnd, "no paper")
    try await kitchen.order(Self.meal)
    let refused = try await kitchen.call("kitchen.reprint", #"{"station":"grill","number":1}"#)
    #expect(refused["error"]?["message"]?.string?.hasPrefix("the ticket is not printed yet") == true)
  }

  @Test func `who may not print sends no order`() async throws {
    let settings = DaemonSettings().with {
      $0.access = [AccessRule(.user("nobody"), allow: PermissionSet([.observe]))]
    }
    let till = Till(settings)
    let client = try till.rawClient(uid: 65_534)
    let answer = try await client.call(1, "kitchen.order", #"{"order":"1","items":[{"name":"x","quantity":1}]}"#)
    #expect(answer["error"]?["data"]?["code"] == "permissionDenied")
  }
}
