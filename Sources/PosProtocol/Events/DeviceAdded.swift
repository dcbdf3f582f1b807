import PosModel

/// `device.added`: a device that was not known before.
package struct DeviceAdded: Event, Hashable {
  package static let type = "device.added"
  package static let permission = Permission.observe
  package static let summary = "A device that was not known before."
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
