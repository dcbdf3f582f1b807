import PosModel
import Simulator

/// A scanner model behind its USB endpoints.
final class ScannerFunction: USBFunction {
  var model: ScannerModel
  weak var bus: (any USBBus)?
  /// Where the packets of a scan go: the interrupt pipe of a HID device, the bulk pipe of a serial one.
  let scanEndpoint: UInt8
  /// Bit 0 DTR, bit 1 RTS (USB CDC PSTN 1.2, 6.3.12).
  private(set) var controlLines: UInt16 = 0
  /// What the host made it do: class requests and OUT transfers.
  private(set) var orders = 0

  init(_ model: ScannerModel) {
    self.model = model
    scanEndpoint = model.mode == .serial ? 0x82 : 0x81
  }

  func control(_ request: ControlRequest) -> [UInt8]? {
    orders += 1
    if model.mode == .serial, request.requestType == 0x21, request.request == 0x22 { controlLines = request.value }
    return model.control(request)
  }

  func receive(_ data: ArraySlice<UInt8>, endpoint: UInt8) -> OutReply {
    orders += 1
    model.receive(Array(data))
    return .accepted(data.count)
  }
}
