import PosModel
import PosTesting
import Reactor
import Transports

/// Opens a transport and keeps what it delivers.
@ReactorActor
final class LinkLog {
  let transport: any Transport
  let events = Recorder<LinkEvent>()
  let times = Recorder<Instant>()

  init(_ transport: any Transport) {
    self.transport = transport
  }

  func open() {
    transport.open { event, time in
      self.times.record(time)
      self.events.record(event)
    }
  }

  /// Opens and waits until that has succeeded.
  func opened() async throws {
    open()
    try await events.wait(for: "opened") { $0.contains { $0.isOpened } }
  }

  func send(_ token: UInt32, _ bytes: [UInt8], stallTimeout: Duration? = nil) {
    transport.perform(.send(LinkToken(token), bytes, stallTimeout: stallTimeout))
  }

  /// Waits for the last event.
  func closed() async throws -> CloseReason? {
    try await events.wait(for: "closed") { $0.contains { $0.closeReason != nil } }.last?.closeReason
  }

  func sent(_ token: UInt32) async throws -> LinkEvent? {
    try await events.wait(for: "sent \(token)") { $0.contains { $0.isSent(token) } }.first { $0.isSent(token) }
  }

  /// All that was received, joined.
  var received: [UInt8] {
    events.values.flatMap { event -> [UInt8] in
      if case .received(let bytes) = event { bytes } else { [] }
    }
  }
}

extension LinkEvent {
  var isOpened: Bool {
    if case .opened = self { true } else { false }
  }

  var closeReason: CloseReason? {
    if case .closed(let reason) = self { reason } else { nil }
  }

  func isSent(_ number: UInt32) -> Bool {
    if case .sent(LinkToken(number), _, _) = self { true } else { false }
  }
}

extension CloseReason {
  var error: PosError? {
    if case .failed(let error) = self { error } else { nil }
  }
}
