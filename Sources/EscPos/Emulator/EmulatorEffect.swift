/// What a printer has to do besides marking paper; the order is that of the bytes.
package enum EmulatorEffect: Hashable, Sendable {
  /// ESC @: automatic status is off again.
  case initialize
  /// ESC p: the connector's pin, and how long the solenoid is on and off.
  case pulse(pin: Int, on: Duration, off: Duration)
  case beep(times: Int, on: Duration, off: Duration)
  case cut(PrintCommand.Cut)
  /// GS r 1, ESC v.
  case paperStatus
  /// GS r 2, ESC u.
  case drawerStatus
  /// GS a.
  case automaticStatus(mask: UInt8)
  /// GS I n.
  case identity(UInt8)
  /// GS ( H 48: four bytes to send back when everything before is on paper.
  case processID([UInt8])
  /// GS ( H 49: 0 no longer, 1 when the printer goes offline, 2 with the cause.
  case offlineResponse(UInt8)
  /// GS ( D: whether DLE DC4 with this function (1 or 2) is carried out.
  case realTime(function: UInt8, isEnabled: Bool)
  /// What the emulator knows to answer by itself.
  case reply([UInt8])
}
