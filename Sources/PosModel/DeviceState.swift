/// Where a device is in its life, as `device.list` shows it.
package enum DeviceState: String, Codable, Sendable {
  /// Being opened or waited for (permission race, busy interface).
  case opening
  case ready
  /// There, but not usable; the reason says why and what to do.
  case faulted
  /// Configured or seen before, not there now.
  case absent
}
