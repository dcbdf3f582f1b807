import PosModel
import Simulator

/// A drawer model behind its HID endpoints.
final class DrawerFunction: USBFunction {
  var model: HIDDrawerModel
  weak var bus: (any USBBus)?

  private static let inEndpoint: UInt8 = 0x81

  init(_ model: HIDDrawerModel) {
    self.model = model
  }

  /// SET_IDLE (HID 1.11, 7.2.4), and SET_REPORT of its output report (7.2.2).
  func control(_ request: ControlRequest) -> [UInt8]? {
    guard request.requestType == 0x21 else { return nil }
    if request.request == 0x09 { take(request.data) }
    return [0x09, 0x0A].contains(request.request) ? [] : nil
  }

  func receive(_ data: ArraySlice<UInt8>, endpoint: UInt8) -> OutReply {
    take(Array(data))
    return .accepted(data.count)
  }

  private func take(_ report: [UInt8]) {
    if let answer = model.receive(report) { bus?.send(answer, endpoint: Self.inEndpoint) }
  }
}
