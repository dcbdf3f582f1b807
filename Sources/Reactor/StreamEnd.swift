/// Why a stream ended.
package enum StreamEnd: Equatable, Sendable {
  /// The peer closed it (or a tty hung up), and all that it sent was delivered.
  case endOfStream
  /// This side closed it, and all that was queued was sent.
  case closed
  /// This side closed it, and the peer did not take what was queued in time.
  case timedOut
  case failed(SystemError)
}
