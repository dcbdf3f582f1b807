/// A command that a printer carries out as soon as it arrives, before what is in its buffer.
package enum RealTimeCommand: Hashable, Sendable {
  /// DLE EOT n, and a for n of 7, 8 and 18.
  case status(UInt8, UInt8)
  /// DLE ENQ n: 0 as the feed button, 1 go on, 2 forget the buffers and go on.
  case recover(UInt8)
  /// DLE DC4 1 m t, t in units of 100 ms.
  case pulse(pin: Int, on: Duration)
  /// DLE DC4 2: ends everything until the power is switched off and on.
  case powerOff
  /// DLE DC4 3: the buzzer.
  case beep(pattern: UInt8, times: UInt8)
  /// DLE DC4 7 m: 1 automatic status, 2 extended, 4 the offline response, 5 the battery.
  case transmit(UInt8)
  /// DLE DC4 8: forgets the buffers.
  case clear
  /// DLE ACK n (print801): 1 whether this bill is printed and cut, 2 errors.
  case billStatus(UInt8)
}
