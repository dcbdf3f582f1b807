/// `device.check`: asks the device how it is (UnifiedPOS CheckHealth).
package struct DeviceCheck: Request, Hashable {
  package static let method = "device.check"
  package static let params = [
    Field("device", .string, "A device's id or name."),
    Field("level", .words(Level.self), "internal: ask it; external: let it do something visible."),
  ]
  package static let reply: Schema = .object([Field("health", .string, "What the device says, in a sentence.")])

  package var device: String
  package var level: Level

  package init(device: String, level: Level) {
    self.device = device
    self.level = level
  }

  package enum Level: String, Codable, CaseIterable, Sendable {
    case `internal`, external
  }

  package struct Reply: Codable, Hashable, Sendable {
    package var health: String

    package init(health: String) {
      self.health = health
    }
  }
}
