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

  private(set) var model = PrinterModel(drawer: DrawerModel())
  weak var bus: (any USBBus)?
  private var fault: BusFault?
  /// How many bytes are still taken before the fault strikes.
  private var untilFault = 0

  private static let outEndpoint: UInt8 = 0x01
  private static let inEndpoint: UInt8 = 0x82

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
    // The model has no clock of its own; only its fault `slow` needs one, and the bus has none either.
    let taken = model.write(data.prefix(room), now: Instant(nanoseconds: 0))
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

  private func answer() {
    while let reply = model.readReply() { bus?.send(reply, endpoint: Self.inEndpoint) }
  }
}
