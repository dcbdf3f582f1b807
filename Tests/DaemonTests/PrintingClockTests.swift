import Daemon
import PosModel
import PosProtocol
import PrintSpool
import Reactor
import Testing

/// The clock on the wall is set while jobs wait, and a start in the pause between two copies.
@ReactorActor
struct PrintingClockTests {
  private final class Wall {
    var offset: Int64 = 0
  }

  private nonisolated static let hour: Int64 = 3_600_000

  @Test(arguments: [40 * 24 * hour, -10 * hour])
  func `a ticket whose time has not passed is printed, wherever the clock was set`(step: Int64) async throws {
    let (folder, wall) = (try JobFolder(), Wall())
    let till = try await Till.printing(folder, clock: StepWatch { WallClock.now.milliseconds + wall.offset })
    let printing = try #require(till.daemon.printing)
    try till.devices.setState(.absent, of: "hot")
    func accept(_ key: String) async throws -> PrintJob {
      try await printing.accept(
        NewJob(key: key, printer: "printer-tcp-192.0.2.10", content: .text("x"), timeToLive: Self.hour))
    }
    let first = try await accept("first")
    wall.offset = step
    _ = try await accept("second")
    let expiries = try await printing.disk.read { (database) throws(PosError) in try database.pending().map(\.expiresAt)
    }
    let passed = try #require(expiries[0]) - WallClock.now.milliseconds
    #expect(passed > step && passed <= step + Self.hour, "what it has left is on the disk by the new clock")
    try till.devices.setState(.ready, of: "hot")
    #expect(try await printing.waitForEnd(first.job).state == .printed)
  }

  @Test func `a clock that is set back lets no ticket wait longer`() async throws {
    let (folder, wall) = (try JobFolder(), Wall())
    let till = try await Till.printing(folder, clock: StepWatch { WallClock.now.milliseconds + wall.offset })
    let printing = try #require(till.daemon.printing)
    try till.devices.setState(.absent, of: "hot")
    let job = try await printing.accept(
      NewJob(printer: "printer-tcp-192.0.2.10", content: .text("x"), timeToLive: 1000))
    wall.offset = -10 * Self.hour
    #expect(try await printing.waitForEnd(job.job).state == .expired)
  }

  @Test func `a step is told once, and again when it was put back`() {
    let wall = Wall()
    let watch = StepWatch { WallClock.now.milliseconds + wall.offset }
    #expect(watch.step() == nil)
    wall.offset = Self.hour
    let step = watch.step()
    #expect(step.map { abs($0 - Self.hour) < StepWatch.tolerance } == true)
    #expect(watch.step() == nil)
    watch.putBack(step ?? 0)
    #expect(watch.step() != nil)
  }

  @Test func `a start in the pause between two copies begins the pause anew`() async throws {
    let folder = try JobFolder()
    do {
      let store = try JobStore(path: folder.path + "/jobs.db", now: 0)
      try store.write { (database) throws(PosError) in
        let printer = "printer-tcp-192.0.2.10"
        let new = NewJob(printer: printer, content: .text("x"), copies: 2, tearPause: 3_600_000)
        let job = try database.accept(new, now: 1)
        _ = try database.arm(job.job, on: printer, now: 2)
        _ = try database.finish(job.job, on: printer, .completed(.confirmed), now: 3)
      }
    }
    let till = try await Till.printing(folder, printers: ["hot", "bar"])
    let client = try till.rawClient()
    // Others are not held up, and take as long as the second copy would.
    for id in 2..<5 {
      let params = #"{"printer":"bar","content":{"text":"x"},"wait":"done"}"#
      #expect(try await client.call(id, "printer.print", params)["result"]?["state"] == "printed")
    }
    #expect(till.devices.started.allSatisfy { $0.device == "printer-tcp-192.0.2.10-bar" })
  }
}
