import Glibc
import PosModel
import PrintSpool
import Testing

/// One state folder, one daemon.
@Suite struct StateLockTests {
  @Test func `a second daemon is told who has the folder`() throws {
    let folder = try SpoolFolder()
    let first = try StateLock(folder: folder.path)
    do throws(PosError) {
      _ = try StateLock(folder: folder.path)
      Issue.record("two daemons share one folder")
    } catch {
      #expect(error.code == .busy)
      #expect(error.message.hasSuffix(": process \(getpid())"), "\(error.message)")
      #expect(error.remedy?.contains("--state-dir") == true)
    }
    _ = consume first
  }

  @Test func `the folder is free when its daemon has gone, and the file that it leaves says nothing`() throws {
    let folder = try SpoolFolder()
    let first = try StateLock(folder: folder.path)
    _ = consume first
    let second = try StateLock(folder: folder.path)
    _ = consume second
  }

  @Test func `a folder that cannot be locked is told by the name of the file`() {
    #expect(throws: PosError.self) { _ = try StateLock(folder: "/nonexistent") }
  }
}
