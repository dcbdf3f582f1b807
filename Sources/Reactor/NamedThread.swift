import CLinux
import Glibc

/// A POSIX thread with a name and all signals blocked.
enum NamedThread {
  private final class Start: Sendable {
    let name: String
    let body: @Sendable () -> Void

    init(_ name: String, _ body: @escaping @Sendable () -> Void) {
      self.name = name
      self.body = body
    }
  }

  /// Starts a thread that must be joined. The kernel keeps 15 bytes of the name.
  static func start(_ name: String, _ body: @escaping @Sendable () -> Void) throws(SystemError) -> pthread_t {
    var thread = pthread_t()
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    // A new thread inherits the mask.
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let start = Unmanaged.passRetained(Start(String(decoding: name.utf8.prefix(15), as: UTF8.self), body))
    let result = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
        _ = posd_set_thread_name(start.name)
        start.body()
        return nil
      }, start.toOpaque())
    if result != 0 {
      start.release()
      throw SystemError(errno: result, call: "pthread_create")
    }
    return thread
  }

  static func startDetached(_ name: String, _ body: @escaping @Sendable () -> Void) throws(SystemError) {
    pthread_detach(try start(name, body))
  }
}
