import CLinux
import Glibc
import PosModel
import Reactor

/// The open descriptor of a byte stream (tty, socket) on the reactor: chunks in, queued sends out.
@ReactorActor
final class StreamLink {
  /// Why the stream has ended by itself.
  enum End {
    /// End of file, hang-up, or an error that means the same.
    case disconnected
    case failed(SystemError)
  }

  private let descriptor: SharedDescriptor
  private let isSocket: Bool
  private let delivery: LinkDelivery
  private let ended: @ReactorActor (End) -> Void
  private var watch: Watch?
  private var queue = SendQueue()
  private lazy var stall = StallTimer { [weak self] in self?.sendStalled() }
  private lazy var peer = isSocket ? PeerWatch(of: descriptor.raw) { [weak self] in self?.peerIsGone() } : nil
  private var pace: SendPace?
  private var pause: ReactorTimer?
  private var hasEnded = false
  /// Sends of nothing on a socket.
  private var acknowledgements: [LinkToken: Acknowledgement] = [:]

  /// Bytes in one `.received`, and writes in one turn of the reactor: few, for a drawer kick may be waiting to be read.
  private static let chunkSize = 16 * 1024
  private static let writesPerTurn = 2
  /// Shared by all streams: what is in it is copied before anything else runs.
  private static let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkSize, alignment: 16)

  /// `descriptor` does not block. `ended` is called at most once, with every send answered before.
  init(
    _ descriptor: SharedDescriptor, isSocket: Bool, _ delivery: LinkDelivery,
    ended: @escaping @ReactorActor (End) -> Void
  ) {
    self.descriptor = descriptor
    self.isSocket = isSocket
    self.delivery = delivery
    self.ended = ended
    pace = isSocket ? SendPace() : nil
  }

  func start() throws(SystemError) {
    watch = try Reactor.shared.watch(descriptor.raw, .read) { [weak self] in self?.ready($0) }
  }

  func send(_ token: LinkToken, _ bytes: [UInt8], stallTimeout: Duration?) {
    if bytes.isEmpty, isSocket, queue.isEmpty { return awaitAcknowledgement(token, within: stallTimeout) }
    let wasEmpty = queue.isEmpty
    if let answer = queue.append(token, bytes, stallTimeout: stallTimeout) {
      delivery.later(answer)
    } else if wasEmpty {
      stall.start(stallTimeout)
      write { delivery.later($0) }
    }
  }

  func cancelSends() {
    stall.stop()
    delivery.later(queue.endAll(.cancelled) + endAcknowledgements(.cancelled))
    watch?.interest = .read
  }

  /// The answers of what is queued. Nothing is watched any more; the descriptor stays open until its last owner goes.
  func stop(_ outcome: SendOutcome) -> [LinkEvent] {
    hasEnded = true
    stall.stop()
    peer?.stop()
    pause?.cancel()
    watch?.cancel()
    watch = nil
    return queue.endAll(outcome) + endAcknowledgements(outcome)
  }

  private func awaitAcknowledgement(_ token: LinkToken, within limit: Duration?) {
    acknowledgements[token] = Acknowledgement(of: descriptor.raw, within: limit) { [weak self] outcome in
      self?.acknowledgements[token] = nil
      self?.delivery.now(.sent(token, transferred: 0, outcome))
    }
  }

  private func endAcknowledgements(_ outcome: SendOutcome) -> [LinkEvent] {
    let tokens = acknowledgements.keys.sorted { $0.number < $1.number }
    for waiting in acknowledgements.values { waiting.cancel() }
    acknowledgements = [:]
    return tokens.map { .sent($0, transferred: 0, outcome) }
  }

  private func ready(_ readiness: Readiness) {
    if !readiness.isDisjoint(with: [.read, .hangup, .error]) { read(readiness) }
    if !hasEnded, readiness.contains(.write) { write { delivery.now($0) } }
  }

  private func read(_ readiness: Readiness) {
    let time = Reactor.now
    let buffer = Self.buffer
    do throws(SystemError) {
      let count = try syscall("read") { Glibc.read(descriptor.raw, buffer.baseAddress, buffer.count) }
      // A tty without its device and a socket without its peer both read as the end of a file.
      if count == 0 { return end(.disconnected) }
      delivery.now(.received(Array(buffer[..<count])), at: time)
    } catch {
      switch error.errno {
      case EAGAIN:
        // Hung up, and everything was read.
        if !readiness.isDisjoint(with: [.hangup, .error]) { end(.disconnected) }
      case EIO, ENXIO, ENODEV, ECONNRESET, EPIPE, ETIMEDOUT, EHOSTUNREACH, ENETUNREACH, ENETDOWN:
        end(.disconnected)
      default:
        end(.failed(error))
      }
    }
  }

  private func write(_ answer: ([LinkEvent]) -> Void) {
    var writes = 0
    while let send = queue.first, writes < Self.writesPerTurn {
      // The kernel fills up a segment that it has begun, 64 KB on a wide window, whatever TCP_NOTSENT_LOWAT says.
      if isSocket, posd_tcp_unsent(descriptor.raw) > 0 { break }
      if let next = pace?.pause(before: send.remaining, Reactor.now) { return writeLater(next) }
      writes += 1
      let count: Int
      do throws(SystemError) {
        count = try syscall("write") {
          send.bytes.withUnsafeBytes { raw in
            let chunk = raw[send.transferred...].prefix(Self.chunkSize)
            let start = UnsafeRawBufferPointer(rebasing: chunk).baseAddress
            return isSocket
              ? Glibc.send(descriptor.raw, start, chunk.count, CInt(MSG_NOSIGNAL))
              : Glibc.write(descriptor.raw, start, chunk.count)
          }
        }
      } catch {
        // Every other error is the end of the link, which the read side tells: the watch reports it without asking.
        if error.errno != EAGAIN {
          stall.stop()
          return answer(queue.endAll(error.errno == EIO || error.errno == EPIPE ? .disconnected : .failed("\(error)")))
        }
        break
      }
      stall.progress()
      pace?.sent(count, Reactor.now)
      peer?.sent()
      let answers = queue.advance(count)
      if answers.isEmpty { continue }
      stall.start(queue.first?.stallTimeout)
      answer(answers)
      if hasEnded { return }
    }
    watch?.interest = queue.isEmpty ? .read : [.read, .write]
  }

  private func writeLater(_ time: Instant) {
    watch?.interest = .read
    if pause?.isScheduled == true { return }
    pause = Reactor.shared.schedule(at: time) { [weak self] in
      guard let self, !hasEnded else { return }
      write { delivery.now($0) }
    }
  }

  private func peerIsGone() {
    end(.failed(SystemError(errno: ETIMEDOUT, call: "send")))
  }

  private func sendStalled() {
    delivery.now(queue.endFirst(.timedOut))
    if !hasEnded { watch?.interest = queue.isEmpty ? .read : [.read, .write] }
  }

  private func end(_ end: End) {
    if hasEnded { return }
    let outcome: SendOutcome =
      switch end {
      case .disconnected: .disconnected
      case .failed(let error): .failed("\(error)")
      }
    delivery.now(stop(outcome))
    ended(end)
  }
}
