/// The steps that a transport itself can take against a misbehaving link; reopening is the device manager's.
package enum RecoveryStep: String, CaseIterable, Sendable {
  /// Clears the halt of the endpoints (USB), flushes both directions (serial).
  case clearHalt
  /// Resets the USB port; the handle is dead afterwards, so the link closes.
  case reset
}
