import PosModel

extension DaemonSettings {
  /// What the configuration says to the socket side; `owner` is the user who started a private daemon.
  package init(_ configuration: Configuration, owner: UInt32? = nil) {
    self.init()
    lineLimit = configuration.lineLimit
    connectionsPerUser = configuration.connectionsPerUser
    inputHold = configuration.inputHold
    claimLease = configuration.claimLease
    scanRules = configuration.scanRules
    access = configuration.access
    stations = configuration.stations
    self.owner = owner
  }
}
