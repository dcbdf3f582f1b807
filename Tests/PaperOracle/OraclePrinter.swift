import EscPos
import Glibc
import PosModel
import Reactor
import Simulator

/// A network printer of the test's own process, so that it outlives the daemon; its link breaks to order.
@ReactorActor
final class OraclePrinter {
  enum Ending: String, CaseIterable, Sendable { case reset, end }

  /// The link breaks after so many bytes from now.
  struct Cut {
    var after: Int
    var ending: Ending
    /// The printer is switched off and on: what it had not printed is gone.
    var losesPower: Bool
  }

  let kind: PrinterKind
  nonisolated let port: Int
  var model: PrinterModel
  private(set) var cut: Cut?
  private(set) var cuts = 0
  /// What came since `countFromNow`.
  private(set) var counted = 0
  private var listener: TCPListener?
  private var active: ByteStream?
  private var waiting: [ByteStream] = []
  private var unread: ArraySlice<UInt8> = []
  private var timer: ReactorTimer?

  init(_ kind: PrinterKind) throws(SystemError) {
    self.kind = kind
    model = kind.model()
    let listener = try TCPListener()
    port = listener.port
    try listen(listener)
  }

  private func listen(_ listener: TCPListener) throws(SystemError) {
    try listener.accept { [weak self] connection in self?.accepted(connection) }
    self.listener = listener
  }

  /// Whether everything that it took is on paper, or waits for the rest of a command.
  var isIdle: Bool { unread.isEmpty && model.nextEvent == nil }

  func arm(_ cut: Cut?) {
    self.cut = cut
    counted = 0
  }

  /// Refuses connections and ends the open one.
  func refuse() {
    listener?.close()
    listener = nil
    breakLink(.reset)
  }

  func listenAgain() throws(SystemError) {
    if listener == nil { try listen(TCPListener(port: port)) }
  }

  func stop() {
    arm(nil)
    refuse()
  }

  /// Switched off and on.
  func losePower() {
    model.add(.powerLoss)
    breakLink(.reset)
    model.clearFaults()
  }

  func change(_ body: (inout PrinterModel) -> Void) {
    body(&model)
    pump()
  }

  func breakLink(_ ending: Ending) {
    for stream in waiting { stream.abort() }
    waiting = []
    guard let stream = active else { return }
    switch ending {
    case .reset:
      var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
      setsockopt(stream.descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
    case .end: break
    }
    stream.abort()
    endActive()
  }

  // MARK: Connections

  private func accepted(_ connection: consuming OwnedDescriptor) {
    do throws(SystemError) {
      let stream = try ByteStream(connection, queueLimit: 64 << 10)
      waiting.append(stream)
      stream.onClose = { [weak self, weak stream] _ in self?.waiting.removeAll { $0 === stream } }
      serveNext()
    } catch {
      // Closed with its descriptor.
    }
  }

  private func serveNext() {
    guard active == nil, !waiting.isEmpty else { return }
    let stream = waiting.removeFirst()
    active = stream
    model.forgetReplies()
    stream.onClose = { [weak self] _ in self?.endActive() }
    stream.onBytes = { [weak self] bytes in
      guard let self else { return }
      unread += Array(bytes)
      received(bytes.count)
    }
  }

  private func received(_ count: Int) {
    guard let cut, counted + count >= cut.after else {
      counted += count
      return pump()
    }
    unread = unread.dropLast(counted + count - cut.after)
    self.cut = nil
    cuts += 1
    pump()
    if cut.losesPower { model.add(.powerLoss) }
    breakLink(cut.ending)
    if cut.losesPower { model.clearFaults() }
  }

  private func endActive() {
    active = nil
    unread = []
    timer?.cancel()
    timer = nil
    serveNext()
  }

  private func pump() {
    timer?.cancel()
    timer = nil
    model.advance(to: Reactor.now)
    guard let stream = active else { return }
    if !unread.isEmpty {
      unread = unread.dropFirst(model.write(unread, now: Reactor.now))
    }
    if unread.isEmpty { stream.resumeReading() } else { stream.pauseReading() }
    if let next = model.nextEvent {
      timer = Reactor.shared.schedule(at: next) { [weak self] in self?.pump() }
    }
    while let reply = model.readReply() {
      guard stream.write(reply) else { return stream.close() }
    }
  }
}
