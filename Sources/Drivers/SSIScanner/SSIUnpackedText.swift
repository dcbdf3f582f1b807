/// Codes from a scanner that does not send packets: as text, each with CR or LF behind it.
///
/// No packet is such a text, nor the larger part of one: the bytes for source and status are zero, and the checksum of a
/// text begins with 80 or more.
struct SSIUnpackedText: Hashable, Sendable {
  private(set) var codes: [[UInt8]] = []
  /// Text without an end behind it.
  private(set) var rest: [UInt8] = []

  /// nil for anything else than printable ASCII and GS, and for too little of it: without an end behind it, less than a
  /// packet is noise.
  init?(_ bytes: [UInt8]) {
    for byte in bytes {
      switch byte {
      case 0x0D, 0x0A:
        if !rest.isEmpty { codes.append(rest) }
        rest = []
      case _ where Self.isText(byte): rest.append(byte)
      default: return nil
      }
    }
    let isNoise = rest.isEmpty || bytes.count < SSIPacket.headerLength + 2
    guard !codes.isEmpty || !isNoise else { return nil }
  }

  /// Whether `bytes` may be a piece of a code: printable ASCII and GS alone.
  static func isText(_ bytes: [UInt8]) -> Bool { bytes.allSatisfy(isText) }

  private static func isText(_ byte: UInt8) -> Bool { (0x20...0x7E).contains(byte) || byte == 0x1D }
}
