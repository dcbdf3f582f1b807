/// `device.claimLost`: the holder has its claim no longer.
package struct ClaimLost: Codable, Hashable, Sendable {
  package enum Reason: String, Codable, CaseIterable, Sendable {
    /// Another client asked and `device.retain` did not come.
    case requested
    /// The device was away for longer than the lease.
    case lease
    /// The configuration does not know the device any more.
    case removed
  }

  package static let method = "device.claimLost"
  package static let members = [
    Field("device", .string, "The device's id."),
    Field("claim", .string, "As device.claim answered."),
    Field("reason", .words(Reason.self), "Why."),
  ]

  package var device: String
  package var claim: String
  package var reason: Reason

  package init(device: String, claim: String, reason: Reason) {
    self.device = device
    self.claim = claim
    self.reason = reason
  }
}
