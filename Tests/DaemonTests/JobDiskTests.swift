import Daemon
import PosModel
import PrintSpool
import Reactor
import Testing

@ReactorActor
struct JobDiskTests {
  @Test func `what comes after the end is told that posd is ending`() async throws {
    let folder = try JobFolder()
    let disk = try JobDisk(path: folder.path + "/jobs.db")
    disk.stop()
    let error = await #expect(throws: PosError.self) {
      _ = try await disk.write { (database) throws(PosError) in try database.staleMemory(of: "p") }
    }
    #expect(error?.message.contains("posd is ending") == true)
  }
}
