import EscPos
import PosModel
import Simulator

/// A printer model behind its bulk endpoints, with the faults that only a bus has.
final class PrinterFunction: USBFunction {
  /// What happens on the bus after a number of bytes, whatever the printer thinks of it.
  enum BusFault {
    /// Takes nothing more: NAK for ever.
    case nak
    /// Halts the OUT endpoint once.
    case stall
    /// Pulls its own plug.
    case unplug
  }

  private(set) var model: PrinterModel
  weak var bus: (any USBBus)?
  private let loop: EventLoop
  private var timer: EventLoop.TimerID?
  private var fault: BusFault?
  /// How many bytes are still taken before the fault strikes.
  private var untilFault = 0

  private static let outEndpoint: UInt8 = 0x01
  private static let inEndpoint: UInt8 = 0x82

  init(_ model: PrinterModel, loop: EventLoop) {
    self.model = model
    self.loop = loop
  }

  func control(_ request: ControlRequest) -> [UInt8]? {
    defer { answer() }
    return model.control(request)
  }

  /// Changes the model, then sends what it says of it and offers it again what it had refused.
  func change(_ body: (inout PrinterModel) -> Void) {
    body(&model)
    answer()
    bus?.resume(endpoint: Self.outEndpoint)
  }

  /// nil: all is well again.
  func setFault(_ fault: BusFault?, after bytes: Int = 0) {
    self.fault = fault
    untilFault = bytes
    bus?.resume(endpoint: Self.outEndpoint)
  }

  func receive(_ data: ArraySlice<UInt8>, endpoint: UInt8) -> OutReply {
    let room = fault == nil ? data.count : min(data.count, untilFault)
    let taken = model.write(data.prefix(room), now: now)
    untilFault -= min(taken, untilFault)
    answer()
    if model.isHalted { return .stall }
    guard taken < data.count, let fault, untilFault == 0 else { return .accepted(taken) }
    switch fault {
    case .nak: break
    case .stall where taken == 0:
      self.fault = nil
      return .stall
    case .stall:
      // The halt comes with the bytes after these.
      return .accepted(taken)
    case .unplug:
      self.fault = nil
      bus?.unplug()
    }
    return .accepted(taken)
  }

  func haltCleared(endpoint: UInt8) {
    model.clearHalt()
  }

  func unplugged() {
    fault = nil
    model.clearHalt()
    model.forgetReplies()
  }

  private var now: Instant { Instant(nanoseconds: EventLoop.now()) }

  private func answer() {
    while let reply = model.readReply() { bus?.send(reply, endpoint: Self.inEndpoint) }
    if let timer { loop.cancel(timer) }
    timer = nil
    guard let event = model.nextEvent else { return }
    let nanoseconds = event.nanoseconds - min(event.nanoseconds, now.nanoseconds)
    timer = loop.after(milliseconds: Int(clamping: nanoseconds / 1_000_000 + 1)) { [weak self] in
      guard let self else { return }
      timer = nil
      change { $0.advance(to: self.now) }
    }
  }
}
