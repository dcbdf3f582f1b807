import EscPos

extension CommandLength {
  /// The most bytes that a printer can want that was cut off in the middle of a command of `bytes`.
  static func longest(in bytes: [UInt8]) -> Int {
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
    return longest
  }

  private static func isCommandStart(_ byte: UInt8) -> Bool {
    byte == 0x10 || byte == 0x1B || byte == 0x1C || byte == 0x1D
  }

  private static func length(at start: Int, in bytes: [UInt8]) -> Int {
    // No header is longer than 16 bytes, and short blocks are at most 8 KiB.
    let head = Array(bytes[start..<min(start + 16, bytes.count)])
    switch CommandLength.of(head) {
    case .needsMore: return head.count
    case .bytes(let count), .unknown(let count): return count
    case .header(let count, let data): return count.addingReportingOverflow(data).partialValue
    case .untilNUL:
      let rest = bytes[start...]
      return (rest.firstIndex(of: 0) ?? rest.endIndex) - start + 1
    }
  }
}
