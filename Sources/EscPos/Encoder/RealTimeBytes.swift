/// DLE EOT, DLE ENQ and DLE DC4: printers execute them wherever they stand, also in the data of a picture (Epson ESC/POS
/// reference, "real-time commands").
enum RealTimeBytes {
  static let lead: UInt8 = 0x10

  static func follows(_ byte: UInt8) -> Bool { byte == 0x04 || byte == 0x05 || byte == 0x14 }

  static func isIn(_ bytes: [UInt8]) -> Bool {
    var isAfterLead = false
    for byte in bytes {
      if isAfterLead, follows(byte) { return true }
      isAfterLead = byte == lead
    }
    return false
  }

  /// Flips one dot wherever the bytes from `start` on would be a command, also together with the byte before.
  static func remove(from bytes: inout [UInt8], start: Int) {
    bytes.withUnsafeMutableBufferPointer { buffer in
      var index = max(1, start)
      while index < buffer.count {
        if buffer[index - 1] == lead, follows(buffer[index]) { buffer[index] ^= 0x02 }
        index += 1
      }
    }
  }

  /// The number nearest above whose two bytes are no command.
  static func harmless(_ word: Int) -> Int {
    word & 0xFF == Int(lead) && follows(UInt8(truncatingIfNeeded: word >> 8)) ? word + 1 : word
  }
}
