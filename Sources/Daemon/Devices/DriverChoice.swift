import Drivers
import PosModel

/// Which driver takes which interface of a discovered device, and under what identity.
struct DriverChoice: Hashable, Sendable {
  /// Stable over replug and reboot: `usb-0c2e:0b6a-18025B4D`.
  var unit: String
  var driver: String
  var interface: Int
  var link: LinkKind
  var quirks: Set<String> = []
  var encoding: String?
  var vendor: String?
  var model: String?
  /// The configured matches that fit, as their places in the list that was given; the best first.
  var configured: [Int] = []

  /// Chooses for a device; empty for a device that posd has nothing to do with.
  typealias Chooser = @Sendable (DiscoveredDevice, [ConfiguredMatch]) -> [DriverChoice]
}
