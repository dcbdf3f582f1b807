import Glibc
import PosModel

/// One attempt to connect to a Unix socket, until a deadline.
@ReactorActor
package final class UnixConnector {
  package typealias Done = @ReactorActor (consuming Result<OwnedDescriptor, SystemError>) -> Void

  private var done: Done?
  private let path: String
  private let deadline: Instant
  private var retry: ReactorTimer?

  /// Calls `done` once, later, with a non-blocking socket or the error; not at all after ``cancel()``.
  ///
  /// A listener whose backlog is full is asked again until `within` has passed; then the error is EAGAIN.
  package init(path: String, within: Duration = .seconds(5), _ done: @escaping Done) {
    self.path = path
    self.done = done
    deadline = Reactor.now + within
    Reactor.shared.post { self.attempt() }
  }

  /// Ends the attempt silently; idempotent.
  package func cancel() {
    done = nil
    retry?.cancel()
  }

  /// Connects at once, or throws; EAGAIN when the listener's backlog is full. From any thread.
  package nonisolated static func connect(path: String) throws(SystemError) -> OwnedDescriptor {
    let address = try UnixAddress(path: path)
    let type = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = OwnedDescriptor(try syscall("socket") { socket(AF_UNIX, type, 0) })
    let raw = descriptor.raw
    _ = try syscall("connect") { address.withPointer { Glibc.connect(raw, $0, $1) } }
    return descriptor
  }

  private func attempt() {
    guard let done else { return }
    let result: Result<OwnedDescriptor, SystemError>
    do throws(SystemError) {
      result = .success(try Self.connect(path: path))
    } catch {
      if error.errno == EAGAIN, Reactor.now < deadline {
        retry = Reactor.shared.schedule(after: .milliseconds(10)) { self.attempt() }
        return
      }
      result = .failure(error)
    }
    cancel()
    done(result)
  }
}
