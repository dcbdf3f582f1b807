import EscPos
import PosModel

/// What printers and drawers have shown of themselves, by the ids of their devices.
package struct Learned: Hashable, Sendable {
  package var printers: [String: LearnedAbilities] = [:]
  package var drawers: [String: LearnedDrawer] = [:]

  package init() {}
}

/// What a technician has seen of a drawer's sensor.
package struct LearnedDrawer: Codable, Hashable, Sendable {
  /// The id of the device: `drawer-usb-04b8-0e15-J4UF012345`.
  package var device: String
  /// RFC 3339 in UTC.
  package var learnedAt: String
  /// Of pin 3 while the drawer is open.
  package var openLevel: DrawerLevel

  package init(device: String, learnedAt: String, openLevel: DrawerLevel) {
    self.device = device
    self.learnedAt = learnedAt
    self.openLevel = openLevel
  }
}
