import PosModel
import Reactor

/// A printer on the network: a real TCP listener on 127.0.0.1 with a `PrinterModel` behind it.
///
/// As real ones do, it prints for one connection; up to three more wait unread until that one ends.
@ReactorActor
package final class NetworkPrinter: SimulatedDevice {
  package nonisolated let name: String
  package nonisolated let port: Int
  package nonisolated static let host = "127.0.0.1"
  package var printer: PrinterModel?
  package private(set) var isPlugged = true

  private static let longestQueue = 3

  private var listener: TCPListener?
  private var active: ByteStream?
  private var waiting: [ByteStream] = []
  /// Read from the connection, not taken by the model yet; nothing more is read meanwhile.
  private var unread: ArraySlice<UInt8> = []
  private var timer: ReactorTimer?

  /// Listens on `preferredPort`, or on a free one when that is taken.
  package init(name: String, preferredPort: Int, printer: PrinterModel) throws(SystemError) {
    self.name = name
    self.printer = printer
    let listening = try Self.listen(preferredPort)
    port = listening.port
    try accept(on: listening)
  }

  package nonisolated var attachment: SimulatedAttachment { .tcp(host: Self.host, port: port) }

  package var scanner: ScannerModel? {
    get { nil }
    set {}
  }

  package var drawer: HIDDrawerModel? {
    get { nil }
    set {}
  }

  package var faults: Set<DeviceFault> { (printer?.faults ?? []).union(isPlugged ? [] : [.unplug]) }

  /// Stays unplugged when somebody else has taken the port meanwhile.
  package func plug() {
    guard !isPlugged else { return }
    do throws(SystemError) {
      try accept(on: TCPListener(port: port))
      isPlugged = true
    } catch {
      listener = nil
    }
  }

  package func unplug() {
    isPlugged = false
    listener?.close()
    listener = nil
    for stream in waiting { stream.abort() }
    waiting = []
    active?.abort()
    endActive()
  }

  package func add(_ fault: DeviceFault) throws(PosError) {
    guard fault != .stall else {
      throw PosError(
        .illegal, "a network printer has no endpoint that could stall", remedy: "order unplug or slow", device: name)
    }
    if fault != .unplug { printer?.add(fault) }
    if fault == .unplug || fault == .powerLoss { unplug() }
    modelChanged()
  }

  package func clearFaults() {
    printer?.clearFaults()
    plug()
    modelChanged()
  }

  package func modelChanged() { pump() }

  // MARK: Connections

  private static func listen(_ preferred: Int) throws(SystemError) -> TCPListener {
    do throws(SystemError) {
      return try TCPListener(port: preferred)
    } catch {
      return try TCPListener()
    }
  }

  private func accept(on listener: TCPListener) throws(SystemError) {
    try listener.accept { [weak self] connection in self?.accepted(connection) }
    self.listener = listener
  }

  private func accepted(_ connection: consuming OwnedDescriptor) {
    guard waiting.count < Self.longestQueue else { return }
    do throws(SystemError) {
      let stream = try ByteStream(connection, queueLimit: 64 << 10)
      waiting.append(stream)
      stream.onClose = { [weak self, weak stream] _ in self?.waiting.removeAll { $0 === stream } }
      serveNext()
    } catch {
      // The connection is closed with its descriptor; the client tries again.
    }
  }

  private func serveNext() {
    guard active == nil, !waiting.isEmpty else { return }
    let stream = waiting.removeFirst()
    active = stream
    printer?.forgetReplies()
    stream.onClose = { [weak self] _ in self?.endActive() }
    stream.onBytes = { [weak self] bytes in
      guard let self else { return }
      unread = Array(bytes)[...]
      pump()
    }
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
    guard let stream = active else { return }
    printer?.advance(to: Reactor.now)
    if !unread.isEmpty {
      let taken = printer?.write(unread, now: Reactor.now) ?? 0
      unread = unread.dropFirst(taken)
    }
    if unread.isEmpty { stream.resumeReading() } else { stream.pauseReading() }
    if let next = printer?.nextEvent {
      timer = Reactor.shared.schedule(at: next) { [weak self] in self?.pump() }
    }
    while let reply = printer?.readReply() {
      // A client that reads nothing loses the connection.
      guard stream.write(reply) else { return stream.close() }
    }
  }
}
