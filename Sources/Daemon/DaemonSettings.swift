import Barcodes
import PosModel
import Reactor

/// What the socket side takes from the configuration.
package struct DaemonSettings: Sendable {
  /// The longest line in bytes.
  package var lineLimit = 16 << 20
  /// How much may be queued for a client that does not read.
  package var queueLimit = 1 << 20
  package var connectionsPerUser = 64
  package var inputHold = Duration.seconds(5)
  package var claimLease = Duration.seconds(60)
  /// How long a holder may think about `device.claimRequested`.
  package var claimReaction = Duration.seconds(1)
  /// The shop's own codes.
  package var scanRules = ScanRules()
  package var access: [AccessRule] = []
  package var stations: [Station] = []
  /// The user who started a private daemon, who may do everything; nil for the service.
  package var owner: UInt32?

  package init() {}
}
