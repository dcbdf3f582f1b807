import Glibc

/// A file descriptor with one owner, closed when that owner lets go of it.
package struct OwnedDescriptor: ~Copyable, Sendable {
  /// The number; valid only while this value lives.
  package let raw: CInt

  /// Takes over `raw`, which nobody else may close from now on.
  package init(_ raw: CInt) {
    self.raw = raw
  }

  deinit {
    // The number is gone even after EINTR (Linux close(2)), so the result has nothing to tell.
    _ = Glibc.close(raw)
  }

  /// Gives the descriptor up without closing it.
  package consuming func release() -> CInt {
    let raw = raw
    discard self
    return raw
  }

  /// Makes reads and writes return EAGAIN instead of waiting.
  package func setNonBlocking() throws(SystemError) {
    let flags = try syscall("fcntl") { fcntl(raw, F_GETFL) }
    if flags & O_NONBLOCK == 0 {
      _ = try syscall("fcntl") { fcntl(raw, F_SETFL, flags | O_NONBLOCK) }
    }
  }
}
