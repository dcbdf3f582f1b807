import PosModel

/// One device's protocol as a state machine: inputs in, actions out, no I/O and no clock of its own.
///
/// A new device is one file with one of these, and one line in `Registry.swift`.
package protocol Driver: Sendable {
  /// Stable; shown by `device.list` and accepted in the device database and the configuration: `hidpos-scanner`.
  static var name: String { get }
  /// The devices that one unit of this driver offers; the first one names the unit.
  static var classes: [DeviceClass] { get }
  /// How the unit is reached when the device database does not say otherwise.
  static var defaultLink: LinkKind { get }

  /// Throws `illegal` for settings that this driver cannot follow.
  init(_ settings: DriverSettings) throws(PosError)

  /// Takes one input and says what is to be done; `now` is the arrival time of the input.
  mutating func handle(_ input: DriverInput, now: Instant) -> [DriverAction]
}
