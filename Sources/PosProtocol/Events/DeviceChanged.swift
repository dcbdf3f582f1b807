import PosModel

/// `device.changed`: state, reason, claim or capabilities of a device have changed.
package struct DeviceChanged: Event, Hashable {
  package static let type = "device.changed"
  package static let permission = Permission.observe
  package static let summary = "State, reason, claim or capabilities have changed."
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
