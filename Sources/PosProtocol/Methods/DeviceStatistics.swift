/// `device.statistics`: the counters of a device since the daemon started.
package struct DeviceStatistics: Request, Hashable {
  package typealias Reply = [String: Int]

  package static let method = "device.statistics"
  package static let params = [
    Field("device", .string, "A device's id or name.")
  ]
  package static let reply: Schema = .map(.integer)

  package var device: String

  package init(device: String) {
    self.device = device
  }
}
