/// Cuts what comes from a serial line into SSI packets.
///
/// After a wrong checksum nothing can be told of what follows on its heels: all of it is dropped until the line is quiet.
/// A scanner waits for an answer before it goes on, so nothing is lost that it does not send again.
struct SSIPacketReader: Sendable {
  /// What the line was quiet after, and is no packet.
  struct Remains: Sendable {
    /// As far as it was kept: more than 8 KiB are not.
    var bytes: [UInt8] = []
    /// Bytes were lost before, or between.
    var hasGap = false
    /// The scanner had sent the packet before. Meaningless unless its header was right.
    var wasRetransmitted = false

    /// Lost bytes count for more than an answer.
    var count: Int { max(1, bytes.count) + (hasGap ? SSIPacket.longestAnswer : 0) }
  }

  private var buffer: [UInt8] = []
  private var remains: Remains?

  /// Something is there that is not a packet yet.
  var isWaiting: Bool { remains != nil || !buffer.isEmpty }

  mutating func take(_ bytes: [UInt8]) -> [SSIPacket] {
    guard remains == nil else {
      keep(bytes)
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
        confuse(rest)
        return packets
      }
      let end = rest.startIndex + Int(length) + 2
      guard end <= rest.endIndex else { break }
      guard let packet = SSIPacket(rest[..<end]) else {
        confuse(rest, isRetransmitted: rest[rest.startIndex + 3] & SSIPacket.retransmitted != 0)
        return packets
      }
      packets.append(packet)
      rest = rest[end...]
    }
    buffer = Array(rest)
    return packets
  }

  /// The line is quiet: what is there will never be a packet. nil if there was nothing.
  mutating func pause() -> Remains? {
    if remains == nil, !buffer.isEmpty {
      confuse(buffer[...], isRetransmitted: buffer.count > 3 && buffer[3] & SSIPacket.retransmitted != 0)
    }
    defer { remains = nil }
    return remains
  }

  /// Bytes are missing that were on the line.
  mutating func lose() {
    if remains == nil { confuse([]) }
    remains?.hasGap = true
  }

  mutating func reset() {
    self = SSIPacketReader()
  }

  private mutating func confuse(_ rest: ArraySlice<UInt8>, isRetransmitted: Bool = false) {
    remains = Remains(wasRetransmitted: isRetransmitted)
    buffer = []
    keep(rest)
  }

  private mutating func keep(_ bytes: some Collection<UInt8>) {
    let room = ScanReporter.longestScan - (remains?.bytes.count ?? 0)
    remains?.bytes += bytes.prefix(max(0, room))
  }
}
