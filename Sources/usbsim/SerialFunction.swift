/// A scanner as a serial port (USB CDC 1.2, PSTN subclass 1.2: Abstract Control Model).
final class SerialFunction: ScannerFunction {
  weak var bus: (any USBBus)?
  let scanEndpoint: UInt8 = 0x82
  private(set) var received: [UInt8] = []
  /// dwDTERate LE, stop bits, parity, data bits.
  private(set) var lineCoding: [UInt8] = [0x80, 0x25, 0, 0, 0, 0, 8]
  /// Bit 0 DTR, bit 1 RTS.
  private(set) var controlLines: UInt16 = 0

  static let interfaces = [
    DeviceDescriptors.Interface(
      number: 0, classCode: 2, subclass: 2, protocol: 1,
      extra: [
        5, 0x24, 0x00, 0x10, 0x01,  // header, CDC 1.10
        5, 0x24, 0x01, 0x00, 1,  // call management
        4, 0x24, 0x02, 0x02,  // ACM: line coding and serial state
        5, 0x24, 0x06, 0, 1,  // union of interfaces 0 and 1
      ],
      endpoints: [.init(address: 0x81, transfer: 3, packetSize: 16, interval: 10)]),
    DeviceDescriptors.Interface(
      number: 1, classCode: 0x0A, subclass: 0, protocol: 0,
      endpoints: [
        .init(address: 0x82, transfer: 2, packetSize: 64), .init(address: 0x03, transfer: 2, packetSize: 64),
      ]),
  ]

  func control(_ setup: Setup, data: [UInt8]) -> [UInt8]? {
    switch setup.request {
    case 0x20:
      lineCoding = data
      return []
    case 0x21: return lineCoding
    case 0x22:
      controlLines = setup.value
      return []
    case 0x23: return []  // SEND_BREAK
    default: return nil
    }
  }

  func receive(_ data: ArraySlice<UInt8>, endpoint: UInt8) -> OutReply {
    received = (received + data).suffix(65_536)
    return .accepted(data.count)
  }

  func packets(for scan: Scan) throws(SimulatorError) -> [[UInt8]] {
    let end: [UInt8] =
      switch scan.terminator {
      case .enter: [13]
      case .crlf: [13, 10]
      case .tab: [9]
      case .none: []
      }
    let bytes = Array((scan.aim ?? "").utf8) + scan.data + end
    return stride(from: 0, to: bytes.count, by: 64).map { Array(bytes.dropFirst($0).prefix(64)) }
  }
}
