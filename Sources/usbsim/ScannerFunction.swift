import PosModel
import Simulator

/// A scanner model behind its USB endpoints.
final class ScannerFunction: USBFunction {
  var model: ScannerModel
  weak var bus: (any USBBus)?
  /// Where the packets of a scan go: the interrupt pipe of a HID device, the bulk pipe of a serial one.
  var scanEndpoint: UInt8 {
    model.mode == .serial || model.mode == .ssi ? 0x82 : 0x81 + UInt8(model.scanInterface)
  }
  /// Bit 0 DTR, bit 1 RTS (USB CDC PSTN 1.2, 6.3.12).
  private(set) var controlLines: UInt16 = 0
  /// What the host made it do: class requests and OUT transfers.
  private(set) var orders = 0

  init(_ model: ScannerModel) {
    self.model = model
  }

  func control(_ request: ControlRequest) -> [UInt8]? {
    orders += 1
    let isSerial = model.mode == .serial || model.mode == .ssi
    if isSerial, request.requestType == 0x21, request.request == 0x22 { controlLines = request.value }
    defer { sendReplies() }
    return model.control(request)
  }

  /// Puts a code in front of a scanner that waits for the host between its packets.
  func show(_ code: [UInt8], aim: String?) throws(PosError) {
    try model.show(code, aim: aim)
    sendReplies()
  }

  func receive(_ data: ArraySlice<UInt8>, endpoint: UInt8) -> OutReply {
    orders += 1
    model.receive(Array(data))
    sendReplies()
    return .accepted(data.count)
  }

  func unplugged() { model.losePower() }

  private func sendReplies() {
    while let packet = model.nextPacket() { bus?.send(packet, endpoint: scanEndpoint) }
    while let reply = model.readReply() { bus?.send(reply, endpoint: 0x81 + UInt8(model.reportInterface)) }
  }
}
