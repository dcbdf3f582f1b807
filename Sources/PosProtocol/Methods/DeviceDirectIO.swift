/// `device.directIO`: sends bytes of the device's own language, unchecked.
package struct DeviceDirectIO: Request, Hashable {
  package static let method = "device.directIO"
  package static let params = [
    Field("device", .string, "A device's id or name."),
    Field("data", .base64, "What the device gets."),
  ]
  package static let reply: Schema = .object([Field("data", .base64, "What the device said to it; often nothing.")])

  package var device: String
  package var data: Base64

  package init(device: String, data: Base64) {
    self.device = device
    self.data = data
  }

  package struct Reply: Codable, Hashable, Sendable {
    package var data: Base64

    package init(data: Base64) {
      self.data = data
    }
  }
}
