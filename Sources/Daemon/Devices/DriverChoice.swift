import Drivers
import PosModel

/// Which driver takes which interface of a discovered device, and under what identity.
struct DriverChoice: Hashable, Sendable {
  /// Stable over replug and reboot: `usb-0c2e:0b6a-18025B4D`.
  var unit: String
  /// The identity where another device says that it is the same: `usb-0c2e:0b6a@1-1.3`.
  var unitByPort: String
  var driver: String
  var interface: Int
  var link: LinkKind
  /// The tty, hidraw or event node, where the link needs one.
  var node: String?
  var quirks: Set<String> = []
  var model: String?
  /// The profile that the device database gives.
  var profile: String?
  /// The configured matches that fit, as their places in the list that was given; the best first.
  var configured: [Int] = []

  /// Chooses for a device; empty for a device that posd has nothing to do with.
  typealias Chooser = @Sendable (DiscoveredDevice, [ConfiguredMatch]) -> [DriverChoice]
}
