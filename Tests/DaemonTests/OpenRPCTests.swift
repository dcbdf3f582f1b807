import Daemon
import Glibc
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Testing

@ReactorActor
struct OpenRPCTests {
  /// One request for each built-in method, and what the devices answer.
  nonisolated static let requests: [(method: String, params: String, reply: DriverReply)] = [
    ("daemon.metrics", "{}", .done),
    ("daemon.reload", "{}", .done),
    ("daemon.status", "{}", .done),
    ("device.check", #"{"device":"hot","level":"external"}"#, .health("ok")),
    ("device.claim", #"{"device":"front","timeoutMs":0}"#, .done),
    ("device.directIO", #"{"device":"hot","data":"EAQB"}"#, .data([0x12])),
    ("device.get", #"{"device":"front"}"#, .done),
    ("device.list", #"{"class":"posPrinter"}"#, .done),
    ("device.release", #"{"device":"front"}"#, .done),
    ("device.retain", #"{"device":"front"}"#, .done),
    ("device.statistics", #"{"device":"front"}"#, .done),
    ("drawer.learned", #"{"drawer":"till"}"#, .drawerLevel(high: true)),
    ("drawer.open", #"{"drawer":"till"}"#, .drawer(open: nil)),
    ("drawer.status", #"{"drawer":"till"}"#, .drawer(open: false)),
    ("drawer.waitClosed", #"{"drawer":"till","timeoutMs":0}"#, .drawer(open: false)),
    ("events.grant", #"{"n":1}"#, .done),
    ("events.subscribe", #"{"credit":1,"classes":["scanner"]}"#, .done),
    ("events.unsubscribe", #"{"subscription":1}"#, .done),
    ("jobs.cancel", #"{"job":"JOB"}"#, .done),
    ("jobs.get", #"{"job":"JOB"}"#, .done),
    ("jobs.list", #"{"printer":"hot","since":"JOB"}"#, .done),
    ("jobs.resolve", #"{"job":"JOB","as":"printed"}"#, .done),
    ("kitchen.order", #"{"order":"1","items":[{"name":"x","quantity":1,"notes":["y"]}],"kind":"rush"}"#, .done),
    ("kitchen.reprint", #"{"job":"TICKET"}"#, .done),
    ("kitchen.status", #"{"station":"grill"}"#, .done),
    ("printer.learned", #"{"printer":"hot","set":{"columns":42,"paintsHanzi":true}}"#, .done),
    ("printer.logo.delete", #"{"printer":"hot","key":"L1"}"#, .done),
    ("printer.logo.list", #"{"printer":"hot"}"#, .done),
    ("printer.logo.store", #"{"printer":"hot","key":"L1","image":"aaaa"}"#, .done),
    ("printer.preview", #"{"content":{"text":"x"},"profile":"generic-58","format":"text"}"#, .done),
    ("printer.print", #"{"printer":"hot","content":{"text":"x"},"copies":2,"wait":"accepted"}"#, .done),
    ("printer.probe", #"{"printer":"hot"}"#, .abilities(ProbedAbilities())),
    ("printer.profile", #"{"printer":"hot"}"#, .done),
    ("printer.sample", #"{"printer":"hot"}"#, .done),
    ("printer.status", #"{"printer":"hot"}"#, .printerStatus(PrinterStatus(online: true, cover: .open))),
    ("printer.test", #"{"printer":"hot"}"#, .done),
    ("rpc.discover", "{}", .done),
    ("scanner.beep", #"{"device":"front","good":true}"#, .done),
    ("scanner.enable", #"{"device":"front","on":true}"#, .done),
    ("scanner.identify", #"{"text":"471147114711","timeoutMs":60000}"#, .done),
    ("scanner.trigger", #"{"device":"front","on":true}"#, .done),
    ("session.hello", #"{"client":"test","protocol":1}"#, .done),
    ("session.ping", #"{"a":1}"#, .done),
  ]

  /// Methods that no driver can do yet for these devices: they have an error as their answer.
  private static let unsupported: Set = [
    "printer.logo.delete", "printer.logo.list", "printer.logo.store",
  ]

  @Test(arguments: requests)
  func `the answer of each method is what the document says`(
    _ row: (method: String, params: String, reply: DriverReply)
  ) async throws {
    let folder = try JobFolder()
    var station = Station(name: "grill", printers: ["hot", "gone"])
    station.isDefault = true
    let till = try await Till.printing(folder, settings: DaemonSettings().with { [station] in $0.stations = [station] })
    // A print that broke off can be cancelled, resolved and looked at.
    till.devices.reply = { command in
      guard case .print = command else { return .success(row.reply) }
      return .success(.printed(.interrupted(PosError(.offline, "gone"), sent: 1)))
    }
    let client = try till.rawClient()
    var params = row.params
    for (word, printer) in [("JOB", "hot"), ("TICKET", "grill")] where params.contains(word) {
      let print = #"{"printer":"\#(printer)","content":{"text":"x"},"policy":"atMostOnce","wait":"done"}"#
      let job = try await client.call(1, "printer.print", print)["result"]?["job"]?.string
      params.replace(word, with: try #require(job))
    }
    if ["device.release", "device.retain"].contains(row.method) {
      _ = try await client.call(1, "device.claim", #"{"device":"front"}"#)
    }
    if row.method.hasPrefix("events.") { _ = try await client.call(1, "events.subscribe", #"{"credit":1}"#) }
    let document = OpenRPC.document(of: till.daemon.methods)
    let entry = try #require(document["methods"]?.array?.first { $0["name"] == .string(row.method) })
    client.request(2, row.method, params)
    if row.method == "scanner.identify" {
      try await client.settle()
      try till.devices.scan("471147114711")
    }
    let answer = try await client.answer(2)
    if Self.unsupported.contains(row.method) {
      #expect(answer["error"]?["data"]?["code"] == "unsupported")
      return
    }
    let result = try #require(answer["result"], "\(answer)")
    let schema = entry["result"]?["schema"] ?? .null
    #expect(SchemaCheck(document: document).problems(result, schema) == [])
    let request = try JSONCodec.decode(JSONValue.self, from: Array(params.utf8)[...])
    for descriptor in entry["params"]?.array ?? [] {
      guard let name = descriptor["name"]?.string else { continue }
      if let value = request[name] {
        let schema = descriptor["schema"] ?? .null
        #expect(SchemaCheck(document: document).problems(value, schema) == [])
      } else {
        #expect(descriptor["required"] == .bool(false), "\(name)")
      }
    }
  }

  @Test func `every built-in method is tried`() {
    #expect(builtinMethods.map { $0.name } == Self.requests.map(\.method))
  }

  @Test func `events are what the document says`() async throws {
    let till = Till()
    let client = try till.rawClient()
    _ = try await client.call(1, "events.subscribe")
    let scanner = try till.devices.find("front")
    let printer = try till.devices.find("hot")
    try till.devices.scan("1")
    till.daemon.device(scanner, did: .scanLost(.unplugged), at: Reactor.now)
    till.daemon.device(printer, did: .printerStatus(PrinterStatus(online: true)), at: Reactor.now)
    till.daemon.device(printer, did: .drawer(open: true, .kick), at: Reactor.now)
    till.daemon.deviceAdded(scanner)
    till.daemon.deviceChanged(printer)
    till.daemon.deviceRemoved(scanner)
    till.daemon.emit(
      PrinterJobEvent(
        PrintJob(
          job: "01JD", key: nil, printer: "hot", state: .queued, evidence: .none, attempt: 0, copy: 1, copies: 1,
          reason: nil, acceptedAt: "2026-11-24T00:00:00.000Z", endedAt: nil)), of: printer)
    till.daemon.emit(
      KitchenFailover(
        station: "grill", from: "hot", to: "bar", reason: DeviceReason(PosError(.paperEnd, "no paper")), moved: 2),
      of: printer)
    try await client.settle()
    let document = OpenRPC.document(of: till.daemon.methods)
    for type in eventTypes {
      let name = type.type
      let event = try #require(client.notifications(name).first, "\(name)")
      let entry = try #require(document["x-notifications"]?.array?.first { $0["name"] == .string(name) })
      let schema = entry["params"] ?? .null
      #expect(SchemaCheck(document: document).problems(event, schema) == [], "\(name)")
    }
  }

  /// Run with POSD_WRITE_GOLDEN=1 after a change of the protocol, then look at the difference.
  @Test func `docs/openrpc.json is what rpc.discover answers on the simulated till`() async throws {
    let document = OpenRPC.document(of: (builtinMethods + simulatorMethods).sorted { $0.name < $1.name })
    let path = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let golden = "/\(path)/docs/openrpc.json"
    let text = document.prettyText + "\n"
    if getenv("POSD_WRITE_GOLDEN") != nil {
      let file = try #require(fopen(golden, "w"))
      fputs(text, file)
      fclose(file)
    }
    let file = try #require(fopen(golden, "r"), "\(golden) is missing")
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4 << 20)
    bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
    #expect(String(decoding: bytes, as: UTF8.self) == text, "POSD_WRITE_GOLDEN=1 swift test --filter OpenRPCTests")
  }
}
