import EscPos

/// How much a printer may still want that was cut off in the middle of a job.
enum LongestCommand {
  /// No printer holds a longer command.
  private static let bound = 4 << 20
  private static let headerLength = 16

  /// The length of the longest command, in bytes; of one that does not end, the bound.
  static func length(in bytes: [UInt8]) -> Int {
    var longest = 0
    var start = 0
    while start < bytes.count {
      guard isCommandStart(bytes[start]) else {
        start += 1
        continue
      }
      let length = length(at: start, in: bytes)
      longest = max(longest, length)
      start += max(1, length)
    }
    return min(longest, bound)
  }

  private static func isCommandStart(_ byte: UInt8) -> Bool {
    byte == 0x10 || byte == 0x1B || byte == 0x1C || byte == 0x1D
  }

  private static func length(at start: Int, in bytes: [UInt8]) -> Int {
    let head = Array(bytes[start..<min(start + headerLength, bytes.count)])
    switch CommandLength.of(head) {
    case .needsMore: return head.count
    case .bytes(let count), .unknown(let count): return count
    case .header(let count, let data): return min(bound, count &+ max(0, data))
    case .untilNUL:
      guard let end = bytes[start...].firstIndex(of: 0) else { return bound }
      return end - start + 1
    }
  }
}
