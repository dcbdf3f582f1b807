/// Takes a printer's byte stream apart into replies, wherever the transport has cut it.
///
/// Blocks are not interrupted by status (Epson, "Identifying the transmission status"), but XON and XOFF may come
/// anywhere. Printers that interrupt the answer to GS ( H 48 all the same are understood as long as its four bytes are none
/// that status begins with. A block without its end is given up after 255 bytes.
package struct StatusDecoder: Hashable, Sendable {
  private enum State: Hashable, Sendable {
    case idle
    case automatic([UInt8])
    case block(header: UInt8, [UInt8])
    /// Automatic status inside the answer to GS ( H 48, whose data so far comes after it.
    case interrupted([UInt8], status: [UInt8])
  }

  /// `37 22`: the answer to GS ( H 48, with four bytes to follow.
  private static let processID: (header: UInt8, function: UInt8, length: Int) = (0x37, 0x22, 5)

  private static let longestBlock = 255
  private var state = State.idle

  package init() {}

  /// Forgets what is half received: the link was opened anew, or an answer is overdue.
  package mutating func reset() {
    state = .idle
  }

  package mutating func decode(_ bytes: some Sequence<UInt8>) -> [StatusReply] {
    var replies: [StatusReply] = []
    for byte in bytes {
      if byte == 0x11 || byte == 0x13 {
        replies.append(.flow(byte == 0x11))
      } else if let reply = next(byte) {
        if case .garbage(let more) = reply, case .garbage(let count)? = replies.last {
          replies[replies.count - 1] = .garbage(count + more)
        } else {
          replies.append(reply)
        }
      }
    }
    return replies
  }

  private mutating func next(_ byte: UInt8) -> StatusReply? {
    switch state {
    case .idle:
      return start(byte)
    case .automatic(var collected):
      // Bytes 2 to 4 are 0xx0xxxx; anything else means that the rest was lost.
      guard byte & 0x90 == 0 else {
        state = .idle
        return start(byte)
      }
      collected.append(byte)
      guard collected.count == 4 else {
        state = .automatic(collected)
        return nil
      }
      state = .idle
      return .automatic(AutomaticStatus(collected[0], collected[1], collected[2], collected[3]))
    case .interrupted(let data, let collected)
    where byte == 0 && data.count == Self.processID.length - 1 && collected.count == 1 && collected[0] >= 0x20:
      // The last of the four bytes, and the end.
      state = .idle
      return .block(header: Self.processID.header, data: data + collected)
    case .interrupted(let data, var collected):
      collected.append(byte)
      guard byte & 0x90 == 0 else {
        // No status after all: the bytes are the answer's own.
        state = .block(header: Self.processID.header, data + collected)
        return nil
      }
      guard collected.count == 4 else {
        state = .interrupted(data, status: collected)
        return nil
      }
      state = .block(header: Self.processID.header, data)
      return .automatic(AutomaticStatus(collected[0], collected[1], collected[2], collected[3]))
    case .block(let header, var data):
      if header == Self.processID.header, data.first == Self.processID.function, data.count < Self.processID.length {
        if byte & 0xF3 == 0x12 { return .realTime(byte) }
        if byte & 0x93 == 0x10 {
          state = .interrupted(data, status: [byte])
          return nil
        }
      }
      guard byte != 0 else {
        state = .idle
        return .block(header: header, data: data)
      }
      data.append(byte)
      guard data.count <= Self.longestBlock else {
        state = .idle
        return .garbage(data.count + 1)
      }
      state = .block(header: header, data)
      return nil
    }
  }

  private mutating func start(_ byte: UInt8) -> StatusReply? {
    switch byte {
    case 0x35, 0x37, 0x39, 0x3B, 0x3D, 0x5F:
      state = .block(header: byte, [])
      return nil
    case _ where byte & 0x93 == 0x12:
      return .realTime(byte)
    case _ where byte & 0x93 == 0x10:
      state = .automatic([byte])
      return nil
    case _ where byte & 0x90 == 0:
      return .byte(byte)
    default:
      return .garbage(1)
    }
  }
}
