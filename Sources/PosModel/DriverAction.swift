/// Everything that a driver can ask for; it never reads, writes, sleeps or logs by itself.
package enum DriverAction: Hashable, Sendable {
  case request(LinkRequest)
  case setTimer(DriverTimer, Instant)
  case cancelTimer(DriverTimer)
  case emit(DeviceEvent)
  case reply(CommandID, Result<DriverReply, PosError>)
  /// The device can be used now.
  case ready
  /// The device is there but cannot be used; stays until `ready`.
  case fault(PosError)
  /// The link misbehaves: the unit takes the next step of the recovery ladder (clear halt, reopen, reset, faulted).
  case recover(String)
  /// The trouble is over (a transfer went through): the ladder starts again from its first step.
  case healthy
  /// Adds to a counter of `statistics`.
  case count(String, Int)
  /// A capability that was learned from the device.
  case capability(String, Capability)
  case log(LogLevel, String)
}

package enum LogLevel: String, Hashable, Sendable {
  case debug, info, notice, warning, error
}
