import PosModel

/// The job in the printer's hands.
struct PrintAttempt: Hashable, Sendable {
  enum Phase: Hashable, Sendable {
    /// Asking whether the printer can print; nothing has left.
    case preflight
    case content
    /// The transport clears a halt; the remainder follows.
    case recovering
    /// Everything has left; waiting for the in-order status.
    case fence
    case verdict
  }

  let command: CommandID
  let work: PrintWork
  var phase = Phase.preflight
  /// Bytes that the device has taken.
  var sent = 0
  var reported = 0
  var blocked: PosError?
  var fenced = false
  var cancelled = false
  var troubled = false

  /// Whether the bytes themselves ask for answers like those of the fence (GS r, GS I).
  var asksByItself: Bool {
    var afterGS = false
    for byte in work.bytes {
      if afterGS, byte == 0x72 || byte == 0x49 { return true }
      afterGS = byte == 0x1D
    }
    return false
  }

  /// How long the printer may take for what it has: slow mechanisms need 3 ms for a byte of text; pictures, at most a minute.
  var printingTime: Duration {
    .seconds(5) + .milliseconds(3) * min(work.bytes.count, 20_000)
  }
}
