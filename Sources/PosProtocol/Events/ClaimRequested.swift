/// `device.claimRequested`: another client wants the device; `device.retain` within a second keeps it.
package struct ClaimRequested: Codable, Hashable, Sendable {
  package static let method = "device.claimRequested"
  package static let members = [
    Field("device", .string, "The device's id."),
    Field("by", .string, "Who asks."),
  ]

  package var device: String
  package var by: String

  package init(device: String, by: String) {
    self.device = device
    self.by = by
  }
}
