/// What can go wrong with a simulated device, by the words of `simulator.fault`.
package enum DeviceFault: String, Codable, CaseIterable, Hashable, Sendable {
  case paperEnd, paperNearEnd, coverOpen
  /// The cable is out.
  case unplug
  /// The next OUT transfer halts the endpoint, once.
  case stall
  /// Takes a few bytes a second.
  case slow
  /// Takes everything and answers nothing.
  case silent
  /// Answers nonsense.
  case garbage
  /// Switched off: what it had not printed is lost.
  case powerLoss
}
