/// A receipt printer: USB printer class requests, an input buffer that fills up, and faults to order.
final class PrinterFunction: USBFunction {
  /// What can go wrong on the bus, besides the paper.
  enum Fault {
    case none
    /// Takes nothing more: NAK for ever.
    case nak
    /// Halts the OUT endpoint once.
    case stall
    /// Pulls its own plug.
    case unplug
  }

  weak var bus: (any USBBus)?
  /// IEEE 1284 device id, without its length.
  var deviceID = "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;DES:EPSON TM-T20II;"
  /// Every byte that was taken, in order.
  private(set) var received: [UInt8] = []
  private(set) var softResets = 0
  private(set) var hasPaper = true
  private(set) var isNearEnd = false
  private(set) var isCoverOpen = false
  /// The drawer connector's sensor.
  var isDrawerOpen = false
  var isSilent = false

  private var fault = Fault.none
  /// How many bytes are still taken before the fault strikes.
  private var untilFault = 0
  /// What has been taken since the printer stopped printing.
  private var buffered = 0
  private let bufferSize = 4096
  private var realTime = RealTimeCommands()

  static let outEndpoint: UInt8 = 0x01
  static let inEndpoint: UInt8 = 0x82

  /// Class 7 subclass 1 protocol 2 (bidirectional), or the vendor class of older Epson boards.
  static func interface(vendorClass: Bool) -> DeviceDescriptors.Interface {
    DeviceDescriptors.Interface(
      number: 0, classCode: vendorClass ? 0xFF : 7, subclass: vendorClass ? 0xFF : 1, protocol: vendorClass ? 0xFF : 2,
      endpoints: [
        .init(address: outEndpoint, transfer: 2, packetSize: 64),
        .init(address: inEndpoint, transfer: 2, packetSize: 64),
      ])
  }

  func control(_ setup: Setup, data: [UInt8]) -> [UInt8]? {
    switch setup.request {
    case 0:  // GET_DEVICE_ID, the length big-endian and counting itself
      let length = deviceID.utf8.count + 2
      return [UInt8(length >> 8), UInt8(truncatingIfNeeded: length)] + Array(deviceID.utf8)
    case 1:  // GET_PORT_STATUS: 0x20 paper empty, 0x10 selected, 0x08 no error
      return [hasPaper ? (isOffline ? 0x10 : 0x18) : 0x30]
    case 2:  // SOFT_RESET
      softResets += 1
      return []
    default: return nil
    }
  }

  func setPaper(hasPaper: Bool, isNearEnd: Bool) {
    self.hasPaper = hasPaper
    self.isNearEnd = isNearEnd
    changed()
  }

  func setCover(isOpen: Bool) {
    isCoverOpen = isOpen
    changed()
  }

  func setFault(_ fault: Fault, after bytes: Int) {
    self.fault = fault
    untilFault = bytes
    changed()
  }

  private var isOffline: Bool { !hasPaper || isCoverOpen }

  private func changed() {
    if !isOffline { buffered = 0 }
    bus?.resume(endpoint: Self.outEndpoint)
  }

  func receive(_ data: ArraySlice<UInt8>, endpoint: UInt8) -> OutReply {
    var room = data.count
    if isOffline { room = min(room, bufferSize - buffered) }
    if fault != .none { room = min(room, untilFault) }
    let taken = data.prefix(room)
    received += taken
    if isOffline { buffered += room }
    if fault != .none { untilFault -= room }
    answer(taken)

    guard room < data.count, fault != .none, untilFault == 0 else { return .accepted(room) }
    switch fault {
    case .none, .nak: return .accepted(room)
    case .stall:
      fault = .none
      return .stall
    case .unplug:
      fault = .none
      bus?.unplug()
      return .accepted(room)
    }
  }

  private func answer(_ data: ArraySlice<UInt8>) {
    for request in realTime.find(in: data) where !isSilent {
      bus?.send([status(request)], endpoint: Self.inEndpoint)
    }
  }

  /// Epson ESC/POS, DLE EOT n: bits 1 and 4 are always set.
  private func status(_ request: UInt8) -> UInt8 {
    switch request {
    case 1: 0x12 | (isDrawerOpen ? 0x04 : 0) | (isOffline ? 0x08 : 0)
    case 2: 0x12 | (isCoverOpen ? 0x04 : 0) | (hasPaper ? 0 : 0x20)
    case 4: 0x12 | (hasPaper ? 0 : 0x60) | (isNearEnd || !hasPaper ? 0x0C : 0)
    default: 0x12
    }
  }
}
