import Glibc
import Rendering

/// Frames on the standard input and output, read and written with patience.
struct FramePipe {
  /// Whether something can be read now, an end of file too.
  var hasInput: Bool {
    var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, 0) != 0
  }

  /// The payload of the next frame; nil at the end, and when it is longer than any.
  func receive() -> [UInt8]? {
    guard let header = read(4) else { return nil }
    let count = header.reversed().reduce(0) { $0 << 8 | Int($1) }
    return count <= RenderLimits.frame ? read(count) : nil
  }

  /// False when nobody reads any more.
  func send(_ frame: [UInt8]) -> Bool {
    frame.withUnsafeBytes { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = write(STDOUT_FILENO, bytes.baseAddress?.advanced(by: sent), bytes.count - sent)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        sent += count
      }
      return true
    }
  }

  private func read(_ wanted: Int) -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, taken in
      while taken < wanted {
        let count = Glibc.read(STDIN_FILENO, buffer.baseAddress?.advanced(by: taken), wanted - taken)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        taken += count
      }
    }
    return bytes.count == wanted ? bytes : nil
  }
}
