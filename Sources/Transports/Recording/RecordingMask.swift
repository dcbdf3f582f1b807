import PosModel

/// What of the input a recording keeps: by default its shape only, because a scan can be a payment code or a card.
///
/// In text every digit becomes `0`, every ASCII letter `A` and every byte above 7F `B0`; an AIM id at the start of a chunk
/// stays. Control characters, punctuation, lengths and times stay as they are.
package enum RecordingMask: String, CaseIterable, Hashable, Sendable {
  /// A byte stream of a scanner: serial, CDC-ACM.
  case text
  /// HID keyboard: usages of letters become A, of digits 0.
  case keyboard
  /// HID POS reports: report id, length, AIM id and the three closing bytes stay.
  case posReport = "hid-pos"
  /// A printer's or display's answers, which hold no secrets: as they are.
  case answers
  /// Input as it is; only on the explicit wish of a technician.
  case unmasked

  package func masked(_ traffic: Recording.Traffic) -> Recording.Traffic {
    guard case .event(let event) = traffic else { return traffic }
    switch event {
    case .received(let bytes):
      return .event(.received(masked(bytes)))
    case .controlled(let token, .data(let bytes)):
      return .event(.controlled(token, .data(masked(bytes))))
    case .key(var key) where hidesInput:
      key.usage = Self.masked(usage: key.usage)
      return .event(.key(key))
    default:
      return traffic
    }
  }

  private var hidesInput: Bool {
    switch self {
    case .text, .keyboard, .posReport: true
    case .answers, .unmasked: false
    }
  }

  package func masked(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .text:
      let kept = Self.isAIM(bytes, at: 0) ? 3 : 0
      return Self.masked(bytes, from: kept, to: bytes.count)
    case .keyboard:
      // Boot report: modifiers, reserved, six usages; nine bytes have a report id before them. In anything else, where
      // the keys are is not known.
      guard bytes.count == 8 || bytes.count == 9 else {
        return bytes.prefix(1) + bytes.dropFirst().map { $0 == 0 ? 0 : 4 }
      }
      let kept = bytes.count - 6
      return bytes.prefix(kept)
        + bytes.dropFirst(kept).map { UInt8(truncatingIfNeeded: Self.masked(usage: UInt16($0))) }
    case .posReport:
      // Data comes after id, length and the AIM id, which some firmware puts one byte later. A full report of 64 bytes
      // ends with the vendor's symbology code, a reserved byte and the continuation flag.
      let aim = Self.isAIM(bytes, at: 2) ? 2 : Self.isAIM(bytes, at: 3) ? 3 : nil
      let start = aim.map { $0 + 3 } ?? min(2, bytes.count)
      return Self.masked(bytes, from: start, to: bytes.count == 64 ? 61 : bytes.count)
    case .answers, .unmasked:
      return bytes
    }
  }

  private static func masked(_ bytes: [UInt8], from start: Int, to end: Int) -> [UInt8] {
    var bytes = bytes
    guard start < end else { return bytes }
    for index in start..<end {
      switch bytes[index] {
      case 0x30...0x39: bytes[index] = 0x30
      case 0x41...0x5A, 0x61...0x7A: bytes[index] = 0x41
      case 0x80...: bytes[index] = 0xB0
      default: break
      }
    }
    return bytes
  }

  /// HID Usage Tables 1.4, page 7: 04–1D letters, 1E–27 digits, 59–62 keypad digits.
  private static func masked(usage: UInt16) -> UInt16 {
    switch usage {
    case 0x04...0x1D: 0x04
    case 0x1E...0x27: 0x27
    case 0x59...0x62: 0x62
    default: usage
    }
  }

  /// `]`, a letter and a modifier (ISO/IEC 15424).
  private static func isAIM(_ bytes: [UInt8], at offset: Int) -> Bool {
    guard bytes.count >= offset + 3, bytes[offset] == 0x5D else { return false }
    let letter = bytes[offset + 1]
    let modifier = bytes[offset + 2]
    return (0x41...0x5A).contains(letter & 0xDF)
      && ((0x30...0x39).contains(modifier) || (0x41...0x5A).contains(modifier & 0xDF))
  }
}
