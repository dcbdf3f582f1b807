/// What a HID transport must know of a report descriptor (HID 1.11, 6.2.2): how long input reports can get, and whether
/// reports begin with an id.
struct HIDReportShape: Hashable, Sendable {
  /// In bytes, with the id; 0 when the descriptor has no input.
  private(set) var longestInput = 0
  private(set) var usesIDs = false

  /// Reads as far as the descriptor makes sense.
  init(_ descriptor: [UInt8]) {
    var bits: [UInt32: Int] = [:]
    var size = 0
    var count = 0
    var id: UInt32 = 0
    var saved: [(size: Int, count: Int, id: UInt32)] = []
    var index = 0
    while index < descriptor.count {
      let prefix = descriptor[index]
      if prefix == 0xFE {
        // A long item: size, tag, data.
        guard index + 1 < descriptor.count else { break }
        index += 3 + Int(descriptor[index + 1])
        continue
      }
      let length = [0, 1, 2, 4][Int(prefix & 0x03)]
      guard index + 1 + length <= descriptor.count else { break }
      var value: UInt32 = 0
      for offset in 0..<length { value |= UInt32(descriptor[index + 1 + offset]) << (8 * UInt32(offset)) }
      index += 1 + length
      switch prefix & 0xFC {
      case 0x74: size = Int(min(value, 1 << 16))
      case 0x94: count = Int(min(value, 1 << 16))
      case 0x84:
        id = value
        usesIDs = true
      case 0xA4: if saved.count < 16 { saved.append((size, count, id)) }
      case 0xB4: if let last = saved.popLast() { (size, count, id) = last }
      case 0x80: bits[id, default: 0] = min(bits[id, default: 0] + size * count, 1 << 20)
      default: break
      }
    }
    if let longest = bits.values.max(), longest > 0 {
      longestInput = (longest + 7) / 8 + (usesIDs ? 1 : 0)
    }
  }

  /// The size of an input transfer: a whole report in whole packets, so that it ends by its length or a short packet.
  func transferSize(maximumPacket: Int) -> Int {
    let wanted = min(max(longestInput, 1), 16 * 1024)
    return (wanted + maximumPacket - 1) / maximumPacket * maximumPacket
  }
}
