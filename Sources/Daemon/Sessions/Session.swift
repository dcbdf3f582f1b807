import Logging
import PosModel
import PosProtocol
import Reactor

/// One connected client.
@ReactorActor
package final class Session {
  /// Messages that are longer are decoded on another thread.
  private static let decodeLimit = 64 * 1024
  /// So many calls of one client may wait for their answers.
  private static let callLimit = 256

  package nonisolated let number: Int
  package nonisolated let peer: PeerCredentials
  package private(set) var permissions: PermissionSet
  /// How `session.hello` named it.
  package var client: String?
  /// The number of the last event that it got.
  var lastEvent: UInt64 = 0

  private unowned let daemon: Daemon
  private let stream: ByteStream
  private var framer: LineFramer
  private var isOpen = true
  /// A long message is on the other thread; the lines behind it wait.
  private var isDecoding = false
  private var inputEnded = false
  private var calls: [Int: Task<Void, Never>] = [:]
  private var lastCall = 0
  private var deferred: [@ReactorActor () -> Void] = []

  init(number: Int, peer: PeerCredentials, stream: ByteStream, permissions: PermissionSet, daemon: Daemon) {
    self.number = number
    self.peer = peer
    self.stream = stream
    self.permissions = permissions
    self.daemon = daemon
    framer = LineFramer(limit: daemon.settings.lineLimit)
  }

  /// For logs, `claimedBy` and errors: `till (session 3, pid 811)`.
  package var label: String {
    "\(client ?? "client") (session \(number), pid \(peer.pid))"
  }

  func start(greeting: [UInt8]) {
    stream.onClose = { [weak self] _ in self?.end() }
    stream.onEndOfInput = { [weak self] in self?.endInput() }
    send(greeting)
    if isOpen { stream.onBytes = { [weak self] bytes in self?.receive(bytes) } }
  }

  /// After a reload of the configuration.
  func setPermissions(_ permissions: PermissionSet) {
    self.permissions = permissions
  }

  // MARK: Out

  /// Writes one whole line. A client that does not read is cut when too much is queued.
  package func send(_ line: [UInt8]) {
    guard isOpen, !stream.write(line) else { return }
    // A stream that failed tells so by itself.
    guard stream.isOpen else { return }
    daemon.counters.overflows += 1
    daemon.log.warning(
      "overflow: the client does not read and was cut",
      metadata: ["pid": "\(peer.pid)", "uid": "\(peer.uid)", "client": "\(label)", "queued": "\(stream.queuedBytes)"])
    stream.abort()
    end()
  }

  package func notify(_ method: String, _ params: some Encodable) {
    if let line = Outgoing.notification(method, params) { send(line) }
  }

  /// Says why, then closes; what is queued goes out first.
  func refuse(_ error: PosError) {
    send(Outgoing.line(Outgoing.answer(to: .null, error: RPCError(error))))
    close()
  }

  func close() {
    guard isOpen else { return }
    stream.onClose = nil
    stream.close()
    end()
  }

  // MARK: In

  private func receive(_ bytes: Span<UInt8>) {
    framer.append(bytes)
    readLines()
  }

  private func readLines() {
    while isOpen, !isDecoding {
      do throws(LineFramer.TooLong) {
        guard let line = try framer.next() else { break }
        read(line)
      } catch {
        daemon.log.notice("lineTooLong", metadata: ["client": "\(label)", "uid": "\(peer.uid)"])
        return refuse(
          PosError(
            .lineTooLong, "A line was longer than \(error.limit) bytes",
            remedy: "Send less at once, or raise line-limit under [socket] in posd.toml"))
      }
    }
    closeIfDone()
  }

  private func read(_ line: ArraySlice<UInt8>) {
    guard line.count > Self.decodeLimit else {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { return }
      return carryOut(daemon.reader.read(line))
    }
    let reader = daemon.reader
    isDecoding = daemon.decodeLater({ reader.read(line) }) { [weak self] incoming in
      guard let self, isOpen else { return }
      isDecoding = false
      stream.resumeReading()
      carryOut(incoming)
      readLines()
    }
    if isDecoding {
      stream.pauseReading()
    } else {
      refuse(PosError(.busy, "Too many long messages wait to be read"))
    }
  }

  private func carryOut(_ incoming: IncomingLine<CallHandler>) {
    switch incoming {
    case .single(let request): carryOut(request, batch: nil)
    case .batch(let requests):
      let batch = BatchAnswer(count: requests.count)
      for request in requests where isOpen { carryOut(request, batch: batch) }
    case .refused(let error):
      daemon.counters.requests += 1
      daemon.counters.failed += 1
      send(Outgoing.line(Outgoing.answer(to: .null, error: error)))
    }
    guard !deferred.isEmpty else { return }
    let actions = deferred
    deferred = []
    for action in actions { action() }
  }

  private func carryOut(_ request: Incoming<CallHandler>, batch: BatchAnswer?) {
    daemon.counters.requests += 1
    switch request {
    case .request(let id, let method, let handler):
      handler(Call(session: self, daemon: daemon, method: method, slot: AnswerSlot(id: id, batch: batch)))
    case .refused(let id, let error):
      Call(session: self, daemon: daemon, method: "", slot: AnswerSlot(id: id, batch: batch)).refuse(error)
    }
  }

  /// Runs a call that answers later. Throws `busy` when too many do already.
  func run(_ body: @escaping @Sendable @ReactorActor () async -> Void) throws(PosError) {
    guard calls.count < Self.callLimit else {
      throw PosError(.busy, "This client waits for \(Self.callLimit) answers already")
    }
    lastCall += 1
    let call = lastCall
    var isRunning = true
    // Starts at once, so that calls begin in the order of their requests.
    let task = Task.immediate(executorPreference: Reactor.shared) { @ReactorActor [weak self] in
      await body()
      isRunning = false
      self?.calls[call] = nil
      self?.closeIfDone()
    }
    if isRunning { calls[call] = task }
  }

  func afterAnswer(_ action: @escaping @ReactorActor () -> Void) {
    deferred.append(action)
  }

  // MARK: End

  /// A client that has closed its sending side still gets its answers and events.
  private func endInput() {
    inputEnded = true
    closeIfDone()
  }

  private func closeIfDone() {
    guard isOpen, inputEnded, !isDecoding, calls.isEmpty, !daemon.events.hasSubscription(self) else { return }
    close()
  }

  private func end() {
    guard isOpen else { return }
    isOpen = false
    for call in calls.values { call.cancel() }
    calls = [:]
    deferred = []
    stream.onBytes = nil
    daemon.sessionEnded(self)
  }
}
