import Daemon
import Logging
import PosModel
import PosProtocol
import PosTesting
import PrintSpool
import Reactor

/// A kitchen over fake printers.
@ReactorActor
final class KitchenTill {
  static let hot = "printer-tcp-192.0.2.10"
  let till: Till
  let client: RawClient
  private let folder: JobFolder
  private var lastID = 100

  /// `stations` is the configuration's text; the printers are ready.
  init(
    _ folder: JobFolder, _ stations: String, printers: [String] = ["hot", "cold", "bar"],
    obstacles: [String: PosError] = [:]
  ) async throws {
    self.folder = folder
    let ready = printers.map { name in
      var printer = FakeDevices.printer(name: name)
      if name != "hot" { printer.id += "-\(name)" }
      printer.state = .ready
      printer.reason = nil
      return printer
    }
    var settings = DaemonSettings()
    settings.stations = try Configuration.parse([("posd.toml", stations)]).stations
    till = Till(settings, devices: ready)
    till.devices.obstacles = obstacles
    till.devices.reply = { command in
      if case .print = command { .success(.printed(.completed(.processed))) } else { .success(.done) }
    }
    let log = till.log
    let printing = try Printing(
      path: folder.path + "/jobs.db", devices: till.devices,
      content: ReceiptSetting(render: RenderProcess()) { _ in nil },
      log: Logger(label: "posd", factory: { _ in log }))
    till.daemon.printing = printing
    client = try till.rawClient()
    _ = try await client.call(1, "events.subscribe", #"{"types":["printer.job","kitchen.failover"]}"#)
    try await printing.start()
    till.daemon.kitchen?.start()
  }

  var devices: FakeDevices { till.devices }

  func call(_ method: String, _ params: String) async throws -> JSONValue {
    lastID += 1
    return try await client.call(lastID, method, params)
  }

  /// The answer to an order of the items given as JSON.
  @discardableResult
  func order(_ items: String, _ members: String = "") async throws -> JSONValue {
    let answer = try await call("kitchen.order", #"{"order":"4711","items":[\#(items)]\#(members)}"#)
    guard let result = answer["result"] else { throw PosError(.failure, "\(answer)") }
    return result
  }

  func status(_ station: String) async throws -> JSONValue {
    try await call("kitchen.status", #"{"station":"\#(station)"}"#)["result"]?.array?.first ?? .null
  }

  /// What has left for a printer, each ticket as the text that can be read.
  func paper(_ printer: String) throws -> [String] {
    let id = try devices.find(printer).id
    return devices.started.filter { $0.device == id }.map { entry in
      String(decoding: entry.work.bytes.filter { $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A }, as: UTF8.self)
    }
  }

  func events(_ state: String) -> [JSONValue] {
    client.notifications("printer.job").filter { $0["state"] == .string(state) }
  }

  func wait(_ state: String, count: Int = 1) async throws {
    try await client.lines.wait(for: "\(count) × \(state)") { _ in self.events(state).count >= count }
  }

  /// The machine is as if it had been killed: nothing more goes to the disk.
  func end() {
    till.daemon.stop()
    till.daemon.printing?.stop()
  }
}
