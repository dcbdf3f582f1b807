import Glibc
import PosModel

/// One attempt to connect to a host, over all of its addresses, until a deadline.
@ReactorActor
package final class TCPConnector {
  package typealias Done = @ReactorActor (consuming Result<OwnedDescriptor, SystemError>) -> Void

  /// Names are looked up here, one after the other; started with the first name.
  private static let resolver: Result<BlockingWorker, SystemError> = {
    do throws(SystemError) {
      return .success(try BlockingWorker(name: "resolver", capacity: 16))
    } catch {
      return .failure(error)
    }
  }()

  private var done: Done?
  private let options: TCPOptions
  private var addresses: ArraySlice<SocketAddress> = []
  private var failure = SystemError(errno: ETIMEDOUT, call: "connect")
  private var pending: OwnedDescriptor?
  private var watch: Watch?
  private let deadline: Instant
  private var limit: ReactorTimer?
  private var share: ReactorTimer?

  /// `host` is a number or a name. Calls `done` once, later, with a non-blocking socket or the last address's error,
  /// ETIMEDOUT after `within`; not at all after ``cancel()``.
  package init(
    host: String, port: Int, options: TCPOptions = TCPOptions(), within: Duration, _ done: @escaping Done
  ) {
    self.options = options
    self.done = done
    deadline = Reactor.now + within
    limit = Reactor.shared.schedule(at: deadline) {
      self.finish(.failure(SystemError(errno: ETIMEDOUT, call: "connect")))
    }
    if case .success(let numeric) = SocketAddress.resolve(host, port: port, numericOnly: true) {
      Reactor.shared.post { self.start(.success(numeric)) }
    } else {
      lookUp(host, port)
    }
  }

  /// Ends the attempt silently; idempotent.
  package func cancel() {
    done = nil
    limit?.cancel()
    share?.cancel()
    watch?.cancel()
    pending = nil
    addresses = []
  }

  private func lookUp(_ host: String, _ port: Int) {
    switch Self.resolver {
    case .failure(let error):
      Reactor.shared.post { self.finish(.failure(error)) }
    case .success(let worker):
      let taken = worker.submit {
        SocketAddress.resolve(host, port: port, numericOnly: false)
      } _: {
        self.start($0)
      }
      if !taken {
        Reactor.shared.post { self.finish(.failure(SystemError(errno: EAGAIN, call: "getaddrinfo"))) }
      }
    }
  }

  private func start(_ resolved: Result<[SocketAddress], SystemError>) {
    if done == nil { return }
    switch resolved {
    case .success(let found):
      addresses = found[...]
      tryNext()
    case .failure(let error):
      finish(.failure(error))
    }
  }

  private func tryNext() {
    share?.cancel()
    watch?.cancel()
    pending = nil
    while let address = addresses.popFirst() {
      do throws(SystemError) {
        return try connect(to: address)
      } catch {
        failure = error
      }
    }
    finish(.failure(failure))
  }

  private func connect(to address: SocketAddress) throws(SystemError) {
    let type = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = OwnedDescriptor(try syscall("socket") { socket(address.family, type, 0) })
    let raw = descriptor.raw
    try options.apply(to: raw)
    let result = rawSyscall { Int(address.withPointer { Glibc.connect(raw, $0, $1) }) }
    // An interrupted connect goes on by itself, and calling again says so (EALREADY).
    guard [0, -Int(EINPROGRESS), -Int(EALREADY), -Int(EISCONN)].contains(result) else {
      throw SystemError(errno: CInt(-result), call: "connect")
    }
    watch = try Reactor.shared.watch(raw, .write) { _ in self.connected(raw) }
    pending = consume descriptor
    if !addresses.isEmpty {
      // A fair share of the time that is left, for a host with a dead address before a live one.
      let rest = (deadline - Reactor.now) / (addresses.count + 1)
      share = Reactor.shared.schedule(after: rest) {
        self.failure = SystemError(errno: ETIMEDOUT, call: "connect")
        self.tryNext()
      }
    }
  }

  private func connected(_ raw: CInt) {
    var error: CInt = 0
    var length = socklen_t(MemoryLayout<CInt>.size)
    let result = rawSyscall { Int(getsockopt(raw, SOL_SOCKET, SO_ERROR, &error, &length)) }
    if result < 0 || error != 0 {
      failure = SystemError(errno: result < 0 ? CInt(-result) : error, call: "connect")
      return tryNext()
    }
    watch?.cancel()
    if let descriptor = pending.take() {
      finish(.success(descriptor))
    }
  }

  private func finish(_ result: consuming Result<OwnedDescriptor, SystemError>) {
    guard let done else { return }
    cancel()
    done(result)
  }
}
