/// The side of a scanner that waits for the host: the next packet leaves when the last one is acknowledged.
struct ScannerDialogue: Hashable, Sendable {
  /// Answers to commands go before scans.
  private var replies: [[UInt8]] = []
  private var scans: [[UInt8]] = []
  private(set) var unacknowledged: [UInt8]?

  mutating func reply(_ packet: [UInt8]) { replies.append(packet) }

  mutating func queue(_ packets: [[UInt8]]) { scans += packets }

  mutating func acknowledge() { unacknowledged = nil }

  /// What can leave now.
  mutating func next() -> [UInt8]? {
    if !replies.isEmpty { return replies.removeFirst() }
    guard unacknowledged == nil, !scans.isEmpty else { return nil }
    unacknowledged = scans.removeFirst()
    return unacknowledged
  }
}
