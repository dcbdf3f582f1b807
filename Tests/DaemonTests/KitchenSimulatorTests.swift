import Daemon
import Logging
import PosClient
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Testing

/// Orders on the simulated till, through drivers, bytes and paper.
@ReactorActor
struct KitchenSimulatorTests {
  private static let stations = """
    [[station]]
    name = "grill"
    printers = ["kitchen", "receipt"]
    language = "en"
    default = true
    failover-after = "1ms"
    return-after = "1ms"
    """

  private func paper(_ client: PosClient, _ printer: String) async throws -> String {
    try await client.call(SimulatorPaper(printer: printer, format: .text)).text ?? ""
  }

  @Test func `tickets come out of the kitchen's printer, without paper of the other one, and then of the first again`()
    async throws
  {
    let folder = try JobFolder()
    let setup = try SimulatedDaemon()
    let log = LogRecorder()
    let content = ReceiptSetting(render: RenderProcess()) { [manager = setup.manager] in manager.profile(of: $0) }
    let printing = try Printing(
      path: folder.path + "/jobs.db", devices: setup.manager, content: content,
      log: Logger(label: "posd", factory: { _ in log }))
    let stations = try Configuration.parse([("posd.toml", Self.stations)]).stations
    setup.daemon.apply(DaemonSettings().with { $0.stations = stations })
    setup.daemon.printing = printing
    try await setup.ready()
    try await printing.start()
    setup.daemon.kitchen?.start()
    let client = try await setup.client()
    _ = try await client.call(EventsSubscribe(types: [KitchenFailover.type]))

    let steak = KitchenOrder(
      order: "4711", table: "A7", items: [KitchenItem(name: "Steak", quantity: KitchenAmount("2"))], wait: .done)
    #expect(try await client.call(steak).jobs.map(\.state) == [.printed])
    let first = try await paper(client, "kitchen")
    #expect(first.contains("grill #0001") && first.contains("TABLE A7") && first.contains("Steak"))

    _ = try await client.call(SimulatorFault(device: "kitchen", fault: .paperEnd))
    let soup = KitchenOrder(
      order: "4712", kind: .void, items: [KitchenItem(name: "Soup", quantity: KitchenAmount("1"))], wait: .done)
    let moved = try await client.call(soup).jobs
    #expect(moved.map(\.state) == [.printed] && moved.map(\.printer) == ["receipt"])
    let second = try await paper(client, "receipt")
    #expect(second.contains("ORIGINAL PRINTER: kitchen") && second.contains("Soup") && second.contains("VOID"))
    #expect(!second.contains("DUPLICATE"))

    _ = try await client.call(SimulatorFault(device: "kitchen", fault: nil))
    try await setup.notifications.wait(for: "the way back") { events in
      events.filter { $0.method == KitchenFailover.type }.count >= 2
    }
    let again = try await client.call(KitchenReprint(station: "grill", number: 2))
    #expect(try await printing.waitForEnd(again.job).printer == "kitchen")
    let third = try await paper(client, "kitchen")
    #expect(third.contains("REPRINT") && third.contains("grill #0002") && !third.contains("ORIGINAL PRINTER"))
    setup.stop()
    printing.stop()
  }
}
