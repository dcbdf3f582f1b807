/// A scanner in USB HID POS mode (HID Point of Sale Usage Tables 1.02, page 0x8C), with the layout of Honeywell's
/// firmware: input report 2 of 63 bytes, continued in further reports when the code is longer than 56 bytes.
final class HIDPOSFunction: ScannerFunction {
  weak var bus: (any USBBus)?
  let scanEndpoint: UInt8 = 0x81
  /// Output and feature reports of the host, report id first.
  private(set) var reports: [[UInt8]] = []

  static let interface = DeviceDescriptors.Interface(
    number: 0, classCode: 3, subclass: 0, protocol: 0,
    endpoints: [
      .init(address: 0x81, transfer: 3, packetSize: 64, interval: 1),
      .init(address: 0x02, transfer: 3, packetSize: 64, interval: 1),
    ],
    report: [
      0x05, 0x8C, 0x09, 0x02, 0xA1, 0x01,  // Bar Code Scanner page, Bar Code Scanner, application
      0x09, 0x12, 0xA1, 0x02, 0x85, 0x02,  // Scanned Data Report, id 2
      0x15, 0x00, 0x26, 0xFF, 0x00, 0x75, 0x08, 0x95, 0x01, 0x05, 0x01, 0x09, 0x3B, 0x81, 0x02,  // Byte Count
      0x95, 0x03, 0x05, 0x8C, 0x09, 0xFB, 0x09, 0xFC, 0x09, 0xFD, 0x81, 0x02,  // Symbology Identifier 1–3
      0x95, 0x38, 0x09, 0xFE, 0x82, 0x02, 0x01,  // Decoded Data, 56 bytes, buffered
      0x06, 0x66, 0xFF, 0x95, 0x02, 0x09, 0x04, 0x09, 0x00, 0x81, 0x02,  // vendor: Code ID, reserved
      0x05, 0x8C, 0x25, 0x01, 0x75, 0x01, 0x95, 0x08, 0x09, 0xFF, 0x81, 0x02, 0xC0,  // Decode Data Continued
      0x09, 0x14, 0xA1, 0x02, 0x85, 0x04, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x08,  // Trigger Report, id 4
      0x09, 0x00, 0x09, 0x5F, 0x09, 0x60, 0x09, 0x00, 0x09, 0x00, 0x09, 0x85, 0x09, 0x86, 0x91, 0x86, 0xC0,
      0xC0,
    ])

  func control(_ setup: Setup, data: [UInt8]) -> [UInt8]? {
    switch setup.request {
    case 0x09:  // SET_REPORT
      if reports.count < 1000 { reports.append(data) }
      return []
    case 0x0A: return []  // SET_IDLE
    default: return nil
    }
  }

  func receive(_ data: ArraySlice<UInt8>, endpoint: UInt8) -> OutReply {
    if reports.count < 1000 { reports.append(Array(data)) }
    return .accepted(data.count)
  }

  func packets(for scan: Scan) throws(SimulatorError) -> [[UInt8]] {
    let aim = Array((scan.aim ?? "]X0").utf8.prefix(3))
    let chunk = 56
    return stride(from: 0, to: max(1, scan.data.count), by: chunk).map { start in
      let part = scan.data.dropFirst(start).prefix(chunk)
      let isContinued = start + chunk < scan.data.count
      let padding = [UInt8](repeating: 0, count: chunk - part.count)
      return [2, UInt8(part.count)] + aim + part + padding + [0x73, 0, isContinued ? 1 : 0]
    }
  }
}
