import PosModel

/// `device.removed`: a device that is neither there nor configured any more.
package struct DeviceRemoved: Event, Hashable {
  package static let type = "device.removed"
  package static let permission = Permission.observe
  package static let summary = "A device that is neither there nor configured any more."
  package static let members = DeviceDescription.members

  package var description: DeviceDescription

  package init(_ description: DeviceDescription) {
    self.description = description
  }

  package init(from decoder: any Decoder) throws {
    description = try DeviceDescription(from: decoder)
  }

  package func encode(to encoder: any Encoder) throws {
    try description.encode(to: encoder)
  }
}
