/// `device.retain`: the holder keeps a device that another client asked for.
package struct DeviceRetain: Request, Hashable {
  package typealias Reply = Done

  package static let method = "device.retain"
  package static let params = [
    Field("device", .string, "A device's id or name.")
  ]
  package static let reply: Schema = Done.schema

  package var device: String

  package init(device: String) {
    self.device = device
  }
}
