/// `device.claim`: takes a device for this client alone.
package struct DeviceClaim: Request, Hashable {
  package static let method = "device.claim"
  package static let params = [
    Field("device", .string, "A device's id or name."),
    Field(
      "timeoutMs", .integer(minimum: 0, maximum: 3_600_000),
      "How long to wait for another holder to give it up; 0 and nothing mean not at all.", optional: true),
  ]
  package static let reply: Schema = .object([Field("claim", .string, "Names the claim in logs and in claimLost.")])

  package var device: String
  package var timeoutMs: Int?

  package init(device: String, timeoutMs: Int? = nil) {
    self.device = device
    self.timeoutMs = timeoutMs
  }

  package struct Reply: Codable, Hashable, Sendable {
    package var claim: String

    package init(claim: String) {
      self.claim = claim
    }
  }
}
