import PosModel

/// `device.get`: one device.
package struct DeviceGet: Request, Hashable {
  package typealias Reply = DeviceDescription

  package static let method = "device.get"
  package static let params = [
    Field("device", .string, "A device's id or name.")
  ]
  package static let reply: Schema = .shared("Device")

  package var device: String

  package init(device: String) {
    self.device = device
  }
}
