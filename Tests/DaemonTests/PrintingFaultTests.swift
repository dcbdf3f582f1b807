import EscPos
import Glibc
import Logging
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Testing

@testable import Daemon
@testable import PrintSpool

/// Printing on a disk that is full, damaged, or not there.
@ReactorActor
struct PrintingFaultTests {
  private let folder: JobFolder

  init() throws { folder = try JobFolder() }

  private func client(of till: Till) async throws -> RawClient {
    let client = try till.rawClient()
    _ = try await client.call(1, "events.subscribe", #"{"types":["printer.job"]}"#)
    return client
  }

  private func print(_ id: Int, _ members: String = "", _ client: RawClient) async throws -> JSONValue {
    try await client.call(id, "printer.print", #"{"printer":"hot","content":{"text":"x"}\#(members)}"#)
  }

  @Test func `a job that waits for the disk says so as long as that lasts, and is printed once`() async throws {
    let till = try await Till.printing(folder)
    let client = try await client(of: till)
    let printing = try #require(till.daemon.printing)
    func setWritable(_ isWritable: Bool) async throws {
      try await printing.disk.read { (database) throws(PosError) in
        try database.execute("PRAGMA query_only = \(isWritable ? 0 : 1)")
      }
    }
    func events() -> [JSONValue] { client.notifications("printer.job") }
    func refusals() -> [JSONValue] {
      events().filter { $0["reason"]?["message"] == "the file of the print jobs cannot be written" }
    }
    try till.devices.setState(.absent, of: "hot")
    let job = try #require(try await print(2, "", client)["result"]?["job"]?.string)
    try await client.lines.wait(for: "blocked") { _ in events().contains { $0["state"] == "blocked" } }
    try await setWritable(false)
    try till.devices.setState(.ready, of: "hot")
    try await client.lines.wait(for: "the reason") { _ in !refusals().isEmpty }
    let shown = try await client.call(3, "jobs.get", #"{"job":"\#(job)"}"#)["result"]
    #expect(shown?["state"] == "blocked")
    #expect(shown?["reason"]?["message"] == "the file of the print jobs cannot be written")
    let listed = try await client.call(4, "jobs.list", "{}")["result"]?.array?.first
    #expect(listed?["reason"] == shown?["reason"])
    try await setWritable(true)
    try await client.lines.wait(for: "the end") { _ in events().contains { $0["state"] == "printed" } }
    let ended = try await client.call(5, "jobs.get", #"{"job":"\#(job)"}"#)["result"]
    #expect(ended?["state"] == "printed" && ended?["reason"] == .null)
    #expect(till.devices.armedJobs == 1)
  }

  @Test func `without a place for its jobs the daemon lives, refuses to print, and prints when there is one`()
    async throws
  {
    let till = Till(devices: [FakeDevices.drawer()])
    let log = till.log
    let place = folder.path + "/later"
    let printing = try Printing(
      path: place + "/jobs.db", devices: till.devices, content: ReceiptSetting(render: RenderProcess()) { _ in nil },
      log: Logger(label: "posd", factory: { _ in log }))
    till.daemon.printing = printing
    let error = await #expect(throws: PosError.self) { try await printing.start() }
    let client = try await client(of: till)
    let job = NewJob(printer: "p", content: .text("x"))
    #expect(await #expect(throws: PosError.self) { try await printing.accept(job) } == error)
    let status = try await client.call(2, "daemon.status")["result"]
    #expect(status?["notices"]?.array?.first?["message"]?.string == error?.message)
    mkdir(place, 0o700)
    await withCheckedContinuation { continuation in
      var isFirst = true
      printing.tookUp = {
        if isFirst { continuation.resume() }
        isFirst = false
      }
    }
    #expect(try await printing.accept(job).state == .queued)
    #expect(try await client.call(3, "daemon.status")["result"]?["notices"]?.array?.isEmpty == true)
    printing.stop()
    for name in ["jobs.db", "jobs.db-wal", "jobs.db-shm"] { unlink(place + "/" + name) }
    rmdir(place)
  }

  @Test func `a file that turns out to be damaged is set aside in the middle of a sale, which goes on`() async throws {
    let path = folder.path + "/jobs.db"
    let page: Int64
    do {
      let store = try JobStore(path: path, now: 0)
      page = try store.write { (database) throws(PosError) -> Int64 in
        let job = NewJob(key: "old", printer: "printer-tcp-192.0.2.10", content: .text("x"))
        _ = try database.end(try database.accept(job, now: 1).job, .cancelled, reason: nil, now: 2)
        let statement = try SQLiteStatement(database, "SELECT rootpage FROM sqlite_master WHERE name = 'contents'")
        return try statement.next() ? statement.integer(0) : 0
      }
    }
    let file = try #require(fopen(path, "r+"))
    fseek(file, Int(page - 1) * 4096, SEEK_SET)
    fwrite([UInt8](repeating: 0xA5, count: 4096), 1, 4096, file)
    fclose(file)
    let till = try await Till.printing(folder)
    let client = try await client(of: till)
    #expect(try await print(2, #", "wait":"done""#, client)["result"]?["state"] == "printed")
    #expect(try await print(3, #", "key":"old""#, client)["result"]?["duplicate"] == .bool(true))
    let notices = try await client.call(4, "daemon.status")["result"]?["notices"]?.array
    #expect(notices?.count == 1 && notices?.first?["message"]?.string?.contains("1 ended jobs were saved") == true)
    #expect(till.devices.armedJobs + till.devices.printed.count >= 1)
  }
}
