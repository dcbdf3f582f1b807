/// What can go wrong with a simulated device, by the words of `simulator.fault`.
package enum DeviceFault: String, Codable, CaseIterable, Hashable, Sendable {
  case paperEnd, paperNearEnd, coverOpen
  /// The cutter is jammed.
  case cutterError
  /// The print head is too hot; it cools by itself, which here is the end of the fault.
  case overheated
  /// Only the service can help.
  case unrecoverable
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
