import PosModel

/// The four bytes that GS ( H 48 makes the printer send back (Epson ESC/POS: 20 to 7E).
enum ProcessToken {
  /// Never bytes that could begin automatic or real-time status, so that a printer that sends these in between is
  /// understood all the same.
  private static let alphabet = (0x20...0x7E as ClosedRange<UInt8>).filter { $0 & 0x91 != 0x10 }

  /// Differs between the attempts of a job, between jobs, and from one `serial` to the next.
  static func make(for work: PrintWork, serial: UInt32) -> [UInt8] {
    // FNV-1a.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in work.job.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ UInt64(truncatingIfNeeded: work.attempt)) &* 0x100_0000_01B3
    hash ^= hash >> 29
    let count = UInt64(alphabet.count)
    let first = alphabet[Int(UInt64(serial) % count)]
    return [first]
      + (0..<3).map { place in
        hash = place == 0 ? hash : hash / count
        return alphabet[Int(hash % count)]
      }
  }

  /// GS ( H, function 48: after the printing of everything before, `37 22 d1 d2 d3 d4 00` comes back.
  static func request(_ token: [UInt8]) -> [UInt8] { [0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30] + token }
}
