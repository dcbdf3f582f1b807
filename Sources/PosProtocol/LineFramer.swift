/// Cuts a byte stream into lines at LF; pure, and linear in the number of bytes.
///
/// It never holds more than the line limit and the last chunk: take all lines with `next()` after each `append(_:)`.
package struct LineFramer: Sendable {
  /// A line was longer than the limit; the stream cannot be followed any further.
  package struct TooLong: Error, Hashable, Sendable {
    package var limit: Int
  }

  package let limit: Int
  private var buffer: [UInt8] = []
  /// Where the current line begins.
  private var start = 0
  /// Where the search for LF goes on; no byte is looked at twice.
  private var scanned = 0

  /// `limit` counts the bytes of a line without its LF.
  package init(limit: Int) {
    self.limit = limit
  }

  /// The bytes of an unfinished line, and of lines not taken yet.
  package var pendingCount: Int { buffer.count - start }

  package mutating func append(_ bytes: Span<UInt8>) {
    if start > 0 {
      buffer.removeSubrange(..<start)
      scanned -= start
      start = 0
    }
    bytes.withUnsafeBufferPointer { buffer.append(contentsOf: $0) }
  }

  /// The next whole line without its LF, nil when more bytes are needed.
  package mutating func next() throws(TooLong) -> ArraySlice<UInt8>? {
    guard let end = buffer[scanned...].firstIndex(of: 0x0A) else {
      scanned = buffer.count
      if buffer.count - start > limit { throw TooLong(limit: limit) }
      if start == buffer.count {
        buffer = []
        start = 0
        scanned = 0
      }
      return nil
    }
    guard end - start <= limit else { throw TooLong(limit: limit) }
    defer {
      start = end + 1
      scanned = start
    }
    return buffer[start..<end]
  }
}
