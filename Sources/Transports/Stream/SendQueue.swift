import PosModel

/// The sends of one link in their order, and how far the first one is.
///
/// When a send ends early, those behind it are taken back too: a hole in a byte stream is worse than a stop.
struct SendQueue {
  struct Send {
    let token: LinkToken
    let bytes: [UInt8]
    let stallTimeout: Duration?
    var transferred = 0

    var remaining: Int { bytes.count - transferred }
  }

  /// Sends that may wait, and their bytes together.
  static let maximumCount = 256
  static let maximumBytes = 32 << 20

  private(set) var sends: [Send] = []
  private var waitingBytes = 0

  var first: Send? { sends.first }
  var isEmpty: Bool { sends.isEmpty }

  /// The answer to give at once when the send is not taken: nothing to send, or the queue is full.
  mutating func append(_ token: LinkToken, _ bytes: [UInt8], stallTimeout: Duration?) -> LinkEvent? {
    if bytes.isEmpty, sends.isEmpty { return .sent(token, transferred: 0, .complete) }
    guard sends.count < Self.maximumCount, bytes.count <= Self.maximumBytes - waitingBytes else {
      return .sent(token, transferred: 0, .failed("the send queue is full"))
    }
    sends.append(Send(token: token, bytes: bytes, stallTimeout: stallTimeout))
    waitingBytes += bytes.count
    return nil
  }

  /// Counts bytes of the first send as taken; the answers of the sends that are complete now.
  mutating func advance(_ count: Int) -> [LinkEvent] {
    guard !sends.isEmpty else { return [] }
    sends[0].transferred = min(sends[0].bytes.count, sends[0].transferred + max(0, count))
    var answers: [LinkEvent] = []
    while let first = sends.first, first.remaining == 0 {
      answers.append(.sent(first.token, transferred: first.transferred, .complete))
      waitingBytes -= first.bytes.count
      sends.removeFirst()
    }
    return answers
  }

  /// Ends the first send with `outcome` and takes back the ones behind it.
  mutating func endFirst(_ outcome: SendOutcome) -> [LinkEvent] {
    guard let first = sends.first else { return [] }
    sends.removeFirst()
    return [.sent(first.token, transferred: first.transferred, outcome)] + endAll(.cancelled)
  }

  /// Ends the first send alone, for a cancellation that found it on its way: what came after it still goes out.
  mutating func endOnlyFirst(_ outcome: SendOutcome) -> [LinkEvent] {
    guard let first = sends.first else { return [] }
    sends.removeFirst()
    waitingBytes -= first.bytes.count
    return [.sent(first.token, transferred: first.transferred, outcome)] + advance(0)
  }

  /// Takes back the sends behind the first one.
  mutating func cancelBehindFirst() -> [LinkEvent] {
    guard let first = sends.first else { return [] }
    let answers = sends.dropFirst().map { LinkEvent.sent($0.token, transferred: 0, .cancelled) }
    sends = [first]
    waitingBytes = first.bytes.count
    return answers
  }

  /// Ends every send with `outcome`.
  mutating func endAll(_ outcome: SendOutcome) -> [LinkEvent] {
    let answers = sends.map { LinkEvent.sent($0.token, transferred: $0.transferred, outcome) }
    sends = []
    waitingBytes = 0
    return answers
  }
}
