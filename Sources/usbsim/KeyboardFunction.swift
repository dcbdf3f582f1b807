/// A boot keyboard that types what it scans, on the US layout (HID 1.11, appendix B.1; HUT page 7).
final class KeyboardFunction: ScannerFunction {
  weak var bus: (any USBBus)?
  let scanEndpoint: UInt8 = 0x81

  static let interface = DeviceDescriptors.Interface(
    number: 0, classCode: 3, subclass: 1, protocol: 1,
    endpoints: [.init(address: 0x81, transfer: 3, packetSize: 8, interval: 1)],
    report: [
      0x05, 0x01, 0x09, 0x06, 0xA1, 0x01,  // Generic Desktop, Keyboard, application
      0x05, 0x07, 0x19, 0xE0, 0x29, 0xE7, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x08, 0x81, 0x02,  // modifiers
      0x95, 0x01, 0x75, 0x08, 0x81, 0x01,  // reserved
      0x95, 0x05, 0x75, 0x01, 0x05, 0x08, 0x19, 0x01, 0x29, 0x05, 0x91, 0x02,  // five LEDs
      0x95, 0x01, 0x75, 0x03, 0x91, 0x01,  // padding
      0x95, 0x06, 0x75, 0x08, 0x15, 0x00, 0x26, 0xFF, 0x00, 0x05, 0x07, 0x19, 0x00, 0x2A, 0xFF, 0x00, 0x81, 0x00,
      0xC0,
    ])

  func control(_ setup: Setup, data: [UInt8]) -> [UInt8]? {
    switch setup.request {
    case 0x01: Array(repeating: 0, count: 8)  // GET_REPORT
    case 0x09, 0x0A, 0x0B: []  // SET_REPORT, SET_IDLE, SET_PROTOCOL
    default: nil
    }
  }

  func receive(_ data: ArraySlice<UInt8>, endpoint: UInt8) -> OutReply { .accepted(data.count) }

  /// A key down and all keys up for each character.
  func packets(for scan: Scan) throws(SimulatorError) -> [[UInt8]] {
    var keys: [(modifiers: UInt8, usage: UInt8)] = []
    for byte in Array((scan.aim ?? "").utf8) + scan.data {
      guard let key = Self.key(for: byte) else { throw SimulatorError("no key for byte \(byte)") }
      keys.append(key)
    }
    switch scan.terminator {
    case .enter, .crlf: keys.append((0, 0x28))
    case .tab: keys.append((0, 0x2B))
    case .none: break
    }
    return keys.flatMap { [[$0.modifiers, 0, $0.usage, 0, 0, 0, 0, 0], [UInt8](repeating: 0, count: 8)] }
  }

  private static let shift: UInt8 = 0x02
  private static let leftControl: UInt8 = 0x01
  private static let plain = Array("-=[]\\#;'`,./".utf8)
  private static let shifted = Array("_+{}|~:\"~<>?".utf8)
  private static let aboveDigits = Array("!@#$%^&*()".utf8)

  private static func key(for byte: UInt8) -> (modifiers: UInt8, usage: UInt8)? {
    switch byte {
    case 0x61...0x7A: return (0, byte - 0x61 + 0x04)
    case 0x41...0x5A: return (shift, byte - 0x41 + 0x04)
    case 0x31...0x39: return (0, byte - 0x31 + 0x1E)
    case 0x30: return (0, 0x27)
    case 0x20: return (0, 0x2C)
    case 0x09: return (0, 0x2B)
    case 0x1D: return (leftControl, 0x30)  // GS as Ctrl+]
    default: break
    }
    if let index = aboveDigits.firstIndex(of: byte) { return (shift, UInt8(0x1E + index)) }
    if let index = plain.firstIndex(of: byte), byte != 0x23 { return (0, UInt8(0x2D + index)) }
    return shifted.lastIndex(of: byte).map { (shift, UInt8(0x2D + $0)) }
  }
}
