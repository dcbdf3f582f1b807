import PosModel

/// `drawer.learned`: which level of its sensor means open; keeps it, forgets it, or only tells it.
package struct DrawerLearned: Request, Hashable {
  package static let method = "drawer.learned"
  package static let params = [
    Field("drawer", .string, "A drawer's id or name."),
    Field("openLevel", .words(DrawerLevel.self), "The level while it is open.", optional: true),
    Field("forget", .boolean, "true: it is learned from the first kick again.", optional: true),
  ]
  package static let reply: Schema = .object([
    Field("openLevel", .nullable(.words(DrawerLevel.self)), "What is kept.", optional: true),
    Field(
      "level", .nullable(.words(DrawerLevel.self)), "Of the sensor now; null: the printer does not say.", optional: true
    ),
  ])

  package var drawer: String
  package var openLevel: DrawerLevel?
  package var forget: Bool?

  package init(drawer: String, openLevel: DrawerLevel? = nil, forget: Bool? = nil) {
    self.drawer = drawer
    self.openLevel = openLevel
    self.forget = forget
  }

  package struct Reply: Codable, Hashable, Sendable {
    package var openLevel: DrawerLevel?
    package var level: DrawerLevel?

    package init(openLevel: DrawerLevel?, level: DrawerLevel?) {
      self.openLevel = openLevel
      self.level = level
    }
  }
}
