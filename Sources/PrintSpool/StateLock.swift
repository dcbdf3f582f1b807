import Glibc
import PosModel

/// The state folder in the hands of one daemon: nobody else prints its jobs as long as this lives.
///
/// The kernel holds the lock (flock(2) on `posd.lock`), so it goes with the process, however that ends. The file stays.
package struct StateLock: ~Copyable {
  private static let name = "posd.lock"
  /// A child process that was being started when its parent was killed holds on until its exec(2).
  private static let patience = 25
  private static let pause: useconds_t = 20_000
  private let descriptor: CInt

  /// Waits half a second at most; throws `busy`, with the number of the process that has the folder.
  package init(folder: String) throws(PosError) {
    let path = folder + "/" + Self.name
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw PosError(
        .failure, "the file \(path) cannot be opened", remedy: "check the owner and mode of the state directory",
        cause: "errno \(errno)")
    }
    var tries = 0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let number = errno
      tries += 1
      guard number == EINTR || number == EWOULDBLOCK, tries < Self.patience else {
        let error =
          number == EWOULDBLOCK ? Self.taken(folder, Self.process(in: descriptor)) : Self.failure(path, number)
        close(descriptor)
        throw error
      }
      usleep(Self.pause)
    }
    self.descriptor = descriptor
    // For the words of the one that comes second; the lock does not depend on it.
    let line = Array("\(getpid())\n".utf8)
    if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, line, line.count, 0) }
  }

  deinit { close(descriptor) }

  private static func process(in descriptor: CInt) -> Int? {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return Int(String(decoding: bytes.prefix(max(0, count)).prefix { $0 != 0x0A }, as: UTF8.self))
  }

  private static func taken(_ folder: String, _ process: Int?) -> PosError {
    PosError(
      .busy, "another posd keeps its print jobs in \(folder)" + (process.map { ": process \($0)" } ?? ""),
      remedy: "stop that one first, or give this one a folder of its own with --state-dir")
  }

  private static func failure(_ path: String, _ number: CInt) -> PosError {
    PosError(
      .failure, "the file \(path) cannot be locked", remedy: "keep the print jobs on a disk of this machine",
      cause: "errno \(number)")
  }
}
