import PosModel

/// What a device does behind its descriptors: class requests and data.
protocol USBFunction: AnyObject {
  /// The way back to the bus; set when the device is plugged.
  var bus: (any USBBus)? { get set }
  /// Answers a class or vendor request; nil stalls it.
  func control(_ request: ControlRequest) -> [UInt8]?
  /// Takes bytes of a bulk or interrupt OUT transfer.
  func receive(_ data: ArraySlice<UInt8>, endpoint: UInt8) -> OutReply
  /// The host has cleared the halt of an endpoint (address with direction bit).
  func haltCleared(endpoint: UInt8)
  /// The cable is out; what the device remembers stays, as long as it has power of its own.
  func unplugged()
}

extension USBFunction {
  func haltCleared(endpoint: UInt8) {}
  func unplugged() {}
}

/// What the device does with the bytes of an OUT transfer.
enum OutReply {
  /// Took that many from the front; fewer than offered means NAK until `USBBus.resume`.
  case accepted(Int)
  case stall
}

/// What a function can ask of its device.
protocol USBBus: AnyObject {
  /// Queues one IN packet or transfer; it goes out when the host asks.
  func send(_ data: [UInt8], endpoint: UInt8)
  /// Offers the waiting OUT transfers again.
  func resume(endpoint: UInt8)
  /// Pulls the plug now.
  func unplug()
}
