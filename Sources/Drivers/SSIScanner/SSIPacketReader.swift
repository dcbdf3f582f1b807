/// Cuts what comes from a serial line into SSI packets.
///
/// After a wrong checksum nothing can be told of what follows on its heels: all of it is dropped until the line is quiet.
/// A scanner waits for an answer before it goes on, so nothing is lost that it does not send again.
struct SSIPacketReader: Sendable {
  private(set) var isConfused = false
  /// Of the packet that was wrong: the scanner had sent it before. Meaningless unless its header was right.
  private(set) var wasRetransmitted = false
  private var buffer: [UInt8] = []
  private var dropped = 0

  /// Something is there that is not a packet yet.
  var isWaiting: Bool { isConfused || !buffer.isEmpty }

  mutating func take(_ bytes: [UInt8]) -> [SSIPacket] {
    guard !isConfused else {
      dropped = min(dropped + bytes.count, 1 << 16)
      return []
    }
    var packets: [SSIPacket] = []
    buffer += bytes
    var rest = buffer[...]
    while let length = rest.first {
      if length == 0 {
        // A line that is opened or woken gives zeros; no packet begins with one.
        rest = rest.dropFirst()
        continue
      }
      guard length >= SSIPacket.headerLength else {
        confuse(rest.count)
        return packets
      }
      let end = rest.startIndex + Int(length) + 2
      guard end <= rest.endIndex else { break }
      guard let packet = SSIPacket(rest[..<end]) else {
        confuse(rest.count, isRetransmitted: rest[rest.startIndex + 3] & SSIPacket.retransmitted != 0)
        return packets
      }
      packets.append(packet)
      rest = rest[end...]
    }
    buffer = Array(rest)
    return packets
  }

  /// The line is quiet: what is there will never be a packet. How many bytes that were; 0 if there was nothing.
  mutating func pause() -> Int {
    guard isWaiting else { return 0 }
    if !isConfused {
      confuse(buffer.count, isRetransmitted: buffer.count > 3 && buffer[3] & SSIPacket.retransmitted != 0)
    }
    isConfused = false
    return max(1, dropped)
  }

  /// Bytes are missing that were on the line.
  mutating func lose() {
    confuse(SSIPacket.longestAnswer + 1)
  }

  mutating func reset() {
    self = SSIPacketReader()
  }

  private mutating func confuse(_ count: Int, isRetransmitted: Bool = false) {
    dropped = count
    wasRetransmitted = isRetransmitted
    buffer = []
    isConfused = true
  }
}
