import PosModel

/// A feature report for hidraw, from the control transfer that would send it on USB.
struct HidrawFeature: Hashable, Sendable {
  /// The report id first, 0 where the device uses none (HIDIOCSFEATURE).
  var bytes: [UInt8]

  /// The ioctl's number has 14 bits for the size.
  private static let longest = 0x3FFF

  /// nil for any other transfer than SET_REPORT of a feature report (HID 1.11, 7.2.2).
  init?(_ request: ControlRequest, usesIDs: Bool) {
    guard request.requestType == 0x21, request.request == 0x09, request.value >> 8 == 3, !request.data.isEmpty else {
      return nil
    }
    bytes = usesIDs ? request.data : [0] + request.data
    if bytes.count > Self.longest { return nil }
  }
}
