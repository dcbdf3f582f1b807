import PosModel

/// The last events, by number; the oldest makes room.
struct EventRing {
  private var slots: [KeptEvent] = []
  private let capacity: Int
  private(set) var lastSeq: UInt64 = 0

  init(capacity: Int) {
    self.capacity = max(1, capacity)
  }

  /// The number of the oldest event that is kept; `lastSeq + 1` when there is none.
  var firstSeq: UInt64 { lastSeq + 1 - UInt64(slots.count) }

  /// The event's number must be the next one.
  mutating func append(_ event: KeptEvent) {
    lastSeq = event.seq
    if slots.count < capacity {
      slots.append(event)
    } else {
      slots[place(of: event.seq)] = event
    }
  }

  subscript(seq: UInt64) -> KeptEvent? {
    guard seq >= firstSeq, seq <= lastSeq, seq > 0 else { return nil }
    return slots[place(of: seq)]
  }

  /// Forgets the contents and keeps the number.
  mutating func forget(_ seq: UInt64) {
    guard self[seq] != nil else { return }
    slots[place(of: seq)].line = nil
  }

  private func place(of seq: UInt64) -> Int {
    Int((seq - 1) % UInt64(capacity))
  }
}
