/// What a stream could not send yet: chunks, the first one partly sent.
///
/// A large chunk keeps the array that was written, so a broadcast shares it; small ones are gathered, so that a slow
/// reader costs few system calls and little memory.
struct OutputQueue {
  /// Small chunks are gathered up to this size.
  static let gathering = 16 * 1024

  private var chunks: [[UInt8]] = []
  /// The index of the first chunk that is not sent, and how much of it is.
  private var head = 0
  private var sent = 0
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  /// Appends `bytes` without the first `skipped` ones.
  mutating func append(_ bytes: [UInt8], skipping skipped: Int) {
    if count == 0 {
      removeAll()
      sent = skipped
      chunks.append(bytes)
    } else if let last = chunks.last, last.count + bytes.count <= Self.gathering {
      chunks[chunks.count - 1].append(contentsOf: bytes[skipped...])
    } else {
      chunks.append(skipped == 0 ? bytes : Array(bytes[skipped...]))
    }
    count += bytes.count - skipped
  }

  mutating func removeAll() {
    chunks.removeAll()
    head = 0
    sent = 0
    count = 0
  }

  /// Gives each chunk to `send`, which returns how much it took or a negated errno, until it takes less than all.
  /// Returns the negated errno, or zero.
  mutating func drain(_ send: (UnsafeRawBufferPointer) -> Int) -> Int {
    while count > 0 {
      let result = chunks[head].withUnsafeBytes { send(UnsafeRawBufferPointer(rebasing: $0[sent...])) }
      if result < 0 { return result }
      sent += result
      count -= result
      if sent < chunks[head].count { return 0 }
      chunks[head] = []
      head += 1
      sent = 0
      if head > 32 {
        chunks.removeFirst(head)
        head = 0
      }
    }
    removeAll()
    return 0
  }
}
