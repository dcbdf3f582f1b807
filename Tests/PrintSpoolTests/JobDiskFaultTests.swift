import Glibc
import PosModel
import Synchronization
import Testing

@testable import PrintSpool

/// A disk that takes nothing.
struct JobDiskFaultTests {
  private static let big = NewJob(key: "big", printer: "p", content: .raw([UInt8](repeating: 7, count: 300_000)))

  @Test func `a full disk says so, and where, and that it is worth another try`() throws {
    let folder = try SpoolFolder()
    let store = try folder.store()
    try store.read { (database) throws(PosError) in try database.execute("PRAGMA max_page_count = 1") }
    let error = #expect(throws: PosError.self) { try store.accept([Self.big], now: 1) }
    #expect(error?.message == "the disk is full: print jobs cannot be kept")
    #expect(error?.remedy?.contains(folder.path) == true && error?.code.retryable == true)
    try store.read { (database) throws(PosError) in try database.execute("PRAGMA max_page_count = 100000") }
    #expect(try store.accept([Self.big], now: 1)[0].duplicate == nil)
  }

  @Test func `of several changes each is told that the disk is full`() throws {
    let store = try SpoolFolder().store()
    try store.read { (database) throws(PosError) in try database.execute("PRAGMA max_page_count = 1") }
    let said = Mutex<[PosError]>([])
    let change = JobChange(mustLast: true) { database in
      do throws(PosError) {
        _ = try database.accept(Self.big, now: 1)
        return nil
      } catch {
        said.withLock { $0.append(error) }
        return error
      }
    }
    // SQLite ends the whole transaction, or leaves that to the change.
    do throws(PosError) { try store.write([change]) } catch { said.withLock { $0.append(error) } }
    #expect(said.withLock { $0.allSatisfy { $0.message.hasPrefix("the disk is full") } && !$0.isEmpty })
    #expect(try store.list().isEmpty)
  }

  @Test func `a place that is not there yet is tried again`() throws {
    let folder = try SpoolFolder()
    let path = folder.path + "/later"
    let store = try JobStore(path: path + "/jobs.db", now: 0, isPatient: true)
    #expect(store.fault?.remedy != nil)
    #expect(throws: PosError.self) { try store.pending() }
    mkdir(path, 0o700)
    defer {
      for name in ["jobs.db", "jobs.db-wal", "jobs.db-shm"] { unlink(path + "/" + name) }
      rmdir(path)
    }
    for _ in 0..<200 where store.fault != nil {
      do throws(PosError) { _ = try store.pending() } catch { usleep(100_000) }
    }
    #expect(store.fault == nil)
    #expect(try store.pending().isEmpty)
  }
}
