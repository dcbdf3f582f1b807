import PosModel
import PosTesting
import Testing

@testable import Transports

struct HidrawFeatureTests {
  private func request(
    type: UInt8 = 0x21, request: UInt8 = 0x09, value: UInt16 = 0x03FE, data: [UInt8] = [0xFE, 0x01]
  ) -> ControlRequest {
    ControlRequest(requestType: type, request: request, value: value, index: 1, data: data)
  }

  @Test func `a feature report keeps its id, and gets a zero where the device uses none`() {
    #expect(HidrawFeature(request(), usesIDs: true)?.bytes == hex("FE 01"))
    #expect(HidrawFeature(request(value: 0x0300, data: [0x01]), usesIDs: false)?.bytes == hex("00 01"))
  }

  @Test func `other control transfers are none that hidraw has`() {
    // An output report, GET_REPORT, a vendor request, no data, more than the ioctl can say.
    for other in [
      request(value: 0x0204), request(type: 0xA1, request: 0x01), request(type: 0x40), request(data: []),
      request(data: [UInt8](repeating: 1, count: 0x4000)),
    ] {
      #expect(HidrawFeature(other, usesIDs: true) == nil)
    }
  }
}
