/// Finds DLE EOT n in a byte stream, wherever the transfers cut it.
struct RealTimeCommands {
  private var tail: [UInt8] = []

  /// The n of each request that `data` completes.
  mutating func find(in data: ArraySlice<UInt8>) -> [UInt8] {
    var found: [UInt8] = []
    for byte in data {
      switch (tail.count, byte) {
      case (0, 0x10): tail = [byte]
      case (1, 0x04): tail.append(byte)
      case (2, _):
        found.append(byte)
        tail = []
      default: tail = byte == 0x10 ? [byte] : []
      }
    }
    return found
  }
}
