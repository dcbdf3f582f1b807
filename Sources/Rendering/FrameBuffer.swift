/// Collects what comes through a pipe into the payloads of frames.
package struct FrameBuffer: Sendable {
  /// A frame announced more than the limit: nothing after it can be believed.
  package struct TooLong: Error, Hashable, Sendable {}

  private let limit: Int
  private var length: [UInt8] = []
  private var payload: [UInt8] = []
  private var missing: Int?

  package init(limit: Int = RenderLimits.frame) { self.limit = limit }

  package var heldBytes: Int { payload.count }

  /// Takes bytes in and gives the payloads that they complete.
  package mutating func append(_ bytes: Span<UInt8>) throws(TooLong) -> [[UInt8]] {
    var complete: [[UInt8]] = []
    var offset = 0
    while offset < bytes.count || missing == 0 {
      guard let missing else {
        length.append(bytes[offset])
        offset += 1
        if length.count == 4 {
          let count = length.reversed().reduce(0) { $0 << 8 | Int($1) }
          guard count <= limit else { throw TooLong() }
          length = []
          self.missing = count
        }
        continue
      }
      let count = min(missing, bytes.count - offset)
      bytes.extracting(offset..<offset + count).withUnsafeBufferPointer { payload.append(contentsOf: $0) }
      offset += count
      self.missing = missing - count
      if missing == count {
        complete.append(payload)
        payload = []
        self.missing = nil
      }
    }
    return complete
  }
}
