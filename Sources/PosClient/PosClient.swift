import PosModel
import PosProtocol
import Reactor

/// A connection to posd: calls with their answers, and notifications as they come.
///
/// When the connection ends, all calls fail and `onClose` runs; connecting again is the caller's.
@ReactorActor
package final class PosClient {
  /// What the daemon sends by itself, `server.hello` first; typed by `ServerLine.params(_:)`.
  package var onNotification: (@ReactorActor (ServerLine) -> Void)?
  /// The end, once; the error says why, nil after `close()`.
  package var onClose: (@ReactorActor (PosError?) -> Void)?
  /// The daemon's greeting, once it is there.
  package private(set) var greeting: ServerHello?

  private static let lineLimit = 64 << 20

  private let stream: ByteStream
  private var framer = LineFramer(limit: lineLimit)
  private var waiting: [Int64: CheckedContinuation<Result<ServerLine, PosError>, Never>] = [:]
  private var greeted: [CheckedContinuation<Result<ServerHello, PosError>, Never>] = []
  private var lastCall: Int64 = 0
  private var failure: PosError?
  package private(set) var isOpen = true

  /// Over a connected socket.
  package init(
    _ descriptor: consuming OwnedDescriptor, onNotification: (@ReactorActor (ServerLine) -> Void)? = nil
  ) throws(PosError) {
    do throws(SystemError) {
      stream = try ByteStream(descriptor, queueLimit: 64 << 20)
    } catch {
      throw PosError(.failure, "The connection to posd cannot be used", cause: error.description)
    }
    self.onNotification = onNotification
    stream.onClose = { [weak self] end in self?.ended(end) }
    stream.onBytes = { [weak self] bytes in self?.receive(bytes) }
  }

  /// Waits for `server.hello`. Throws why the daemon has refused the connection.
  package func waitForGreeting(within limit: Duration = .seconds(5)) async throws(PosError) -> ServerHello {
    let timer = Reactor.shared.schedule(after: limit) { [weak self] in
      self?.fail(PosError(.timeout, "posd does not answer", remedy: "systemctl status posd"))
    }
    defer { timer.cancel() }
    // The await may let others run before it calls its body, so the greeting is looked at inside.
    return try await withCheckedContinuation { (waiter: CheckedContinuation<Result<ServerHello, PosError>, Never>) in
      if let greeting { return waiter.resume(returning: .success(greeting)) }
      guard isOpen else { return waiter.resume(returning: .failure(closed)) }
      greeted.append(waiter)
    }.get()
  }

  /// Sends a request and waits for its answer, for ever unless `limit` says how long.
  package func call<Params: Request>(
    _ params: Params, within limit: Duration? = nil
  ) async throws(PosError) -> Params.Reply {
    lastCall += 1
    let id = lastCall
    guard let line = Outgoing.call(Params.method, params, id: .integer(id)) else {
      throw PosError(.illegal, "The params of \(Params.method) cannot be said in JSON")
    }
    let timer = limit.map { limit in
      Reactor.shared.schedule(after: limit) { [weak self] in
        self?.answer(id, .failure(PosError(.timeout, "\(Params.method) was not answered in time")))
      }
    }
    defer { timer?.cancel() }
    let answer = try await withCheckedContinuation {
      (waiter: CheckedContinuation<Result<ServerLine, PosError>, Never>) in
      guard isOpen, stream.write(line) else { return waiter.resume(returning: .failure(closed)) }
      waiting[id] = waiter
    }.get()
    if let error = answer.error { throw error.posError }
    do throws(JSONFault) {
      return try answer.result(Params.Reply.self)
    } catch {
      throw PosError(
        .failure, "posd's answer to \(Params.method) is not understood",
        remedy: "Update posd and this program together",
        cause: "\(error)")
    }
  }

  /// Sends a line as it is.
  package func send(_ line: [UInt8]) {
    stream.write(line)
  }

  package func close() {
    guard isOpen else { return }
    finish(nil)
    stream.onClose = nil
    stream.close()
  }

  // MARK: In

  private func receive(_ bytes: Span<UInt8>) {
    framer.append(bytes)
    while isOpen {
      do throws(LineFramer.TooLong) {
        guard let line = try framer.next() else { return }
        take(line)
      } catch {
        return fail(PosError(.lineTooLong, "posd sent a line of more than \(error.limit) bytes"))
      }
    }
  }

  private func take(_ text: ArraySlice<UInt8>) {
    let line: ServerLine
    do throws(JSONFault) {
      line = try ServerLine(text)
    } catch {
      return fail(PosError(.failure, "What listens there does not speak posd's protocol"))
    }
    if case .integer(let id)? = line.id {
      answer(id, .success(line))
    } else if let error = line.error {
      fail(error.posError)
    } else {
      if line.method == ServerHello.method { greet(line) }
      onNotification?(line)
    }
  }

  private func greet(_ line: ServerLine) {
    let hello: ServerHello
    do throws(JSONFault) {
      hello = try line.params(ServerHello.self)
    } catch {
      return fail(PosError(.failure, "posd's greeting is not understood", remedy: "Update this program"))
    }
    guard hello.oldestProtocol <= ServerHello.protocolVersion else {
      return fail(
        PosError(
          .unsupported,
          "posd speaks protocol \(hello.oldestProtocol) and later, this program \(ServerHello.protocolVersion)",
          remedy: "Update this program"))
    }
    greeting = hello
    let continuations = greeted
    greeted = []
    for continuation in continuations { continuation.resume(returning: .success(hello)) }
  }

  private func answer(_ id: Int64, _ result: Result<ServerLine, PosError>) {
    waiting.removeValue(forKey: id)?.resume(returning: result)
  }

  // MARK: End

  private var closed: PosError { failure ?? PosError(.offline, "The connection to posd is closed") }

  private func ended(_ end: StreamEnd) {
    finish(failure ?? PosError(.offline, "posd has closed the connection", cause: end == .endOfStream ? nil : "\(end)"))
  }

  private func fail(_ error: PosError) {
    guard isOpen else { return }
    stream.abort()
    finish(error)
  }

  private func finish(_ error: PosError?) {
    guard isOpen else { return }
    isOpen = false
    failure = error
    let reason = closed
    let calls = waiting.values
    waiting = [:]
    let greeted = greeted
    self.greeted = []
    for call in calls { call.resume(returning: .failure(reason)) }
    for continuation in greeted { continuation.resume(returning: .failure(reason)) }
    onClose?(error)
    onClose = nil
    onNotification = nil
  }
}
