/// `device.release`: gives a claimed device back.
package struct DeviceRelease: Request, Hashable {
  package typealias Reply = Done

  package static let method = "device.release"
  package static let params = [
    Field("device", .string, "A device's id or name.")
  ]
  package static let reply: Schema = Done.schema

  package var device: String

  package init(device: String) {
    self.device = device
  }
}
