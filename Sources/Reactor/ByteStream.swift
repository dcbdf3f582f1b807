import CLinux
import Glibc
import PosModel

/// A connected stream on the reactor: a socket, a pipe's end, a pty, a tty.
///
/// It lives, also unreferenced, until it ends: the peer closes it, it fails, or its owner closes or aborts it. None of
/// its callbacks runs inside a call of the owner.
@ReactorActor
package final class ByteStream {
  /// What came in, at most 64 KiB; the span is the reactor's one buffer and ends with the call. While it is nil nothing
  /// is read.
  package var onBytes: (@ReactorActor (Span<UInt8>) -> Void)? {
    didSet { updateInterest() }
  }
  /// The peer sends no more but may still read. Without it, the stream sends what is queued and ends.
  package var onEndOfInput: (@ReactorActor () -> Void)?
  /// All that was queued is sent.
  package var onDrained: (@ReactorActor () -> Void)?
  /// The end, exactly once and last; only ``abort()`` ends without it.
  package var onClose: (@ReactorActor (StreamEnd) -> Void)?

  /// The most that ``write(_:)-(Array<UInt8>)`` queues.
  package let queueLimit: Int
  /// How much is not sent yet.
  package var queuedBytes: Int { queue.count }
  /// Whether writes are taken.
  package var isOpen: Bool { phase == .open }
  /// The descriptor's number while the stream lives, -1 later. To be asked and set, not to be read, written or closed.
  package private(set) var descriptor: CInt

  private enum Phase: Equatable {
    case open
    /// Sends what is queued, then ends so.
    case flushing(StreamEnd)
    case ended
  }

  private var phase: Phase = .open
  private var owned: OwnedDescriptor?
  private let isSocket: Bool
  private var queue = OutputQueue()
  private var watch: Watch?
  private var paused = false
  private var inputEnded = false
  private var outputShutDown = false
  private var flushDeadline: ReactorTimer?

  /// Makes `descriptor` non-blocking and owns it. Reads once ``onBytes`` is set.
  package init(_ descriptor: consuming OwnedDescriptor, queueLimit: Int = 1 << 20) throws(SystemError) {
    try descriptor.setNonBlocking()
    self.descriptor = descriptor.raw
    self.queueLimit = queueLimit
    var status = stat()
    let fd = descriptor.raw
    _ = try syscall("fstat") { fstat(fd, &status) }
    isSocket = status.st_mode & S_IFMT == S_IFSOCK
    owned = consume descriptor
    watch = try Reactor.shared.watch(fd, []) { self.handle($0) }
  }

  // MARK: Writing

  /// Sends `bytes` at once if nothing is queued, and queues what the kernel does not take.
  ///
  /// False when the stream is not open, or when the queue would exceed ``queueLimit``: then a part may have been sent,
  /// and all that is left to do is ``abort()``.
  @discardableResult
  package func write(_ bytes: [UInt8]) -> Bool {
    guard isOpen, !outputShutDown else { return false }
    var taken = 0
    if queue.isEmpty {
      taken = bytes.withUnsafeBytes { transmit($0) }
      if taken == bytes.count { return true }
      if taken < 0 { return endLater(-taken) }
    }
    return enqueue(bytes, skipping: taken)
  }

  /// The same for bytes that are no array; what the kernel does not take is copied.
  @discardableResult
  package func write(_ bytes: Span<UInt8>) -> Bool {
    guard isOpen, !outputShutDown else { return false }
    var taken = 0
    if queue.isEmpty {
      taken = bytes.withUnsafeBytes { transmit($0) }
      if taken == bytes.count { return true }
      if taken < 0 { return endLater(-taken) }
    }
    return enqueue(Array(bytes.extracting(taken...)), skipping: 0)
  }

  /// Sends what is queued, then tells the peer that nothing follows (shutdown(2)); sockets only.
  package func shutdownWrite() {
    guard isOpen, isSocket, !outputShutDown else { return }
    outputShutDown = true
    if queue.isEmpty { shutdownNow() }
  }

  // MARK: Reading

  /// Leaves what comes in to the kernel, so that the peer is slowed down; a hang-up is not noticed meanwhile either.
  package func pauseReading() {
    paused = true
    updateInterest()
  }

  package func resumeReading() {
    paused = false
    updateInterest()
  }

  // MARK: Ending

  /// Stops reading, sends what is queued for at most `grace`, then ends with `.closed`.
  package func close(within grace: Duration = .seconds(1)) {
    if isOpen { flush(thenEnd: .closed, within: grace) }
  }

  /// Ends now, silently: what is queued is lost, and no callback runs any more.
  package func abort() {
    release()
    forget()
  }

  private func flush(thenEnd end: StreamEnd, within grace: Duration) {
    phase = .flushing(end)
    if queue.isEmpty {
      release()
      return Reactor.shared.post { self.report(end) }
    }
    updateInterest()
    flushDeadline = Reactor.shared.schedule(after: grace) {
      self.end(end == .closed ? .timedOut : end)
    }
  }

  /// For failures inside a call of the owner.
  private func endLater(_ errno: Int) -> Bool {
    release()
    Reactor.shared.post { self.report(.failed(SystemError(errno: CInt(errno), call: "write"))) }
    return false
  }

  private func end(_ end: StreamEnd) {
    if case .ended = phase { return }
    release()
    report(end)
  }

  private func release() {
    phase = .ended
    flushDeadline?.cancel()
    watch?.cancel()
    watch = nil
    queue.removeAll()
    descriptor = -1
    owned = nil
  }

  private func report(_ end: StreamEnd) {
    let onClose = onClose
    forget()
    onClose?(end)
  }

  private func forget() {
    onBytes = nil
    onEndOfInput = nil
    onDrained = nil
    onClose = nil
  }

  // MARK: Events

  private func handle(_ readiness: Readiness) {
    let broken = !readiness.isDisjoint(with: [.hangup, .error])
    if !queue.isEmpty, broken || readiness.contains(.write) {
      drain(mustMove: broken && !wantsInput)
    }
    if wantsInput, broken || readiness.contains(.read) {
      receive()
    } else if inputEnded, broken {
      end(.endOfStream)
    }
  }

  private func receive() {
    let buffer = Reactor.shared.readBuffer
    let count = rawSyscall { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
    if count > 0 {
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count]).assumingMemoryBound(to: UInt8.self)
      onBytes?(bytes.span)
      return
    }
    switch -count {
    case 0: endInput()
    case Int(EAGAIN): break
    // A tty whose other side is gone (tty_ioctl(4), "hung up").
    case Int(EIO) where !isSocket: end(.endOfStream)
    case let errno: end(.failed(SystemError(errno: CInt(errno), call: "read")))
    }
  }

  private func endInput() {
    inputEnded = true
    if let onEndOfInput, isOpen {
      updateInterest()
      onEndOfInput()
    } else if queue.isEmpty {
      end(.endOfStream)
    } else {
      flush(thenEnd: .endOfStream, within: .seconds(1))
    }
  }

  private func drain(mustMove: Bool) {
    let result = queue.drain { transmit($0) }
    if result < 0 { return end(.failed(SystemError(errno: CInt(-result), call: "write"))) }
    if !queue.isEmpty {
      if mustMove { end(.failed(SystemError(errno: EPIPE, call: "write"))) }
      return
    }
    if case .flushing(let end) = phase { return self.end(end) }
    updateInterest()
    if outputShutDown { shutdownNow() }
    onDrained?()
  }

  private func shutdownNow() {
    // The one failure is ENOTCONN: the peer is gone, which the next read tells.
    _ = shutdown(descriptor, CInt(SHUT_WR))
  }

  // MARK: Descriptor

  /// How much the kernel took (zero when it is full), or a negated errno.
  private func transmit(_ bytes: UnsafeRawBufferPointer) -> Int {
    let result = rawSyscall {
      isSocket
        ? send(descriptor, bytes.baseAddress, bytes.count, CInt(MSG_NOSIGNAL))
        : Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    }
    return result == -Int(EAGAIN) ? 0 : result
  }

  private func enqueue(_ bytes: [UInt8], skipping taken: Int) -> Bool {
    if queue.count + bytes.count - taken > queueLimit { return false }
    let wasEmpty = queue.isEmpty
    queue.append(bytes, skipping: taken)
    if wasEmpty { updateInterest() }
    return true
  }

  private var wantsInput: Bool { isOpen && onBytes != nil && !paused && !inputEnded }

  private func updateInterest() {
    guard let watch else { return }
    var interest: Interest = []
    if wantsInput { interest.insert(.read) }
    if !queue.isEmpty { interest.insert(.write) }
    // After the peer's half-close only its full hang-up is news.
    if inputEnded, interest.isEmpty { interest = .error }
    if watch.interest != interest { watch.interest = interest }
  }
}
