import Barcodes
import Drivers
import EscPos
import PosModel
import PrintSpool

/// What `posd.toml`, `posd.d/*.toml` and `profiles.d/*.toml` say; an empty one is the till that nobody has configured.
package struct Configuration: Hashable, Sendable {
  /// nil takes the place that the way of starting gives.
  package var socketPath: String?
  /// The longest line in bytes.
  package var lineLimit = 16 << 20
  package var connectionsPerUser = 64
  package var access: [AccessRule] = []
  package var devices: [ConfiguredDevice] = []
  /// The built-in profiles of printers, and those of `profiles.d`.
  package var printers = PrinterCatalogue.builtIn
  package var stations: [Station] = []
  package var templates: [TicketTemplate] = []
  /// How long input waits for somebody to take it.
  package var inputHold = Duration.seconds(5)
  /// How long the claim of a device survives its absence.
  package var claimLease = Duration.seconds(60)
  /// How long ended print jobs stay known.
  package var jobRetention = JobRetention()
  /// The shop's own codes.
  package var scanRules = ScanRules()
  /// A stopping daemon leaves keyboard scanners without a kernel driver, so that no scan types on the desktop.
  package var leaveUnbound = true
  /// Where the traffic of each device is recorded; nil records nothing.
  package var recordDirectory: String?

  package init() {}

  /// How the devices are found that are looked for on USB.
  package var matches: [ConfiguredMatch] {
    devices.compactMap { if case .match(let match) = $0.attachment { match } else { nil } }
  }

  /// The event nodes of keyboards that are looked for where udev puts them.
  package var nodes: [String] {
    devices.compactMap { device in
      guard case .evdev(let path) = device.attachment, device.driver != ConfiguredMatch.noDriver else { return nil }
      return path
    }
  }

  /// The udev rules that it wants.
  package var udevRules: String {
    UdevRules.text(configured: matches, nodes: nodes, takesKeys: leaveUnbound)
  }

  /// Where the service looks.
  package static let standardPath = "/etc/posd/posd.toml"
}
