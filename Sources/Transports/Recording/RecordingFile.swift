import Glibc
import PosModel
import Reactor

/// A `.posdrec` file being written; the disk never keeps the reactor waiting.
@ReactorActor
package final class RecordingFile {
  /// Where a recording that nobody stops ends by itself.
  package nonisolated static let sizeLimit = 64 << 20
  /// What may wait for the disk.
  private static let waitingLimit = 4 << 20

  private let worker: BlockingWorker
  private let descriptor: SharedDescriptor
  private var waiting: [UInt8] = []
  private var isWriting = false
  private var lost = 0
  private var size = 0
  private var isFull = false
  /// The first failure of the disk; nothing is written after it.
  package private(set) var failure: PosError?

  /// Creates the file, readable by its owner only; throws `illegal` when it exists.
  package init(path: String) throws(PosError) {
    do throws(SystemError) {
      descriptor = SharedDescriptor(
        OwnedDescriptor(
          try syscall("open") { open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600) }))
      worker = try BlockingWorker(name: "recording", capacity: 2)
    } catch {
      throw PosError(
        error.errno == EEXIST ? .illegal : .failure, "\(path) cannot be written",
        remedy: "name a file that does not exist, in a directory that the daemon may write to", cause: "\(error)")
    }
  }

  package func write(_ line: String) {
    if isFull || failure != nil { return }
    if waiting.count + line.utf8.count > Self.waitingLimit {
      lost += 1
      return
    }
    if lost > 0 {
      append("# \(lost) lines lost: the disk is too slow\n")
      lost = 0
    }
    if size + line.utf8.count > Self.sizeLimit {
      isFull = true
      append("# the file is full\n")
    } else {
      append(line)
    }
    writeNext()
  }

  private func append(_ line: String) {
    waiting += line.utf8
    size += line.utf8.count
  }

  private func writeNext() {
    guard !isWriting, !waiting.isEmpty else { return }
    isWriting = true
    let (bytes, descriptor) = (waiting, descriptor)
    waiting = []
    let taken = worker.submit {
      Self.writeAll(bytes, descriptor)
    } _: { error in
      self.isWriting = false
      if let error {
        self.failure = PosError(
          .failure, "the recording cannot be written", remedy: "free some disk", cause: "\(error)")
      } else {
        self.writeNext()
      }
    }
    if !taken { isWriting = false }
  }

  private nonisolated static func writeAll(_ bytes: [UInt8], _ descriptor: SharedDescriptor) -> SystemError? {
    var written = 0
    while written < bytes.count {
      do throws(SystemError) {
        written += try syscall("write") {
          bytes.withUnsafeBytes { raw in
            Glibc.write(descriptor.raw, raw.baseAddress?.advanced(by: written), raw.count - written)
          }
        }
      } catch {
        return error
      }
    }
    return nil
  }
}
