/// `drawer.open`: opens a drawer now, or not at all.
package struct DrawerOpen: Request, Hashable {
  package static let method = "drawer.open"
  package static let params = [Field("drawer", .string, "A drawer's id or name.")]
  package static let reply: Schema = .object([
    Field(
      "opened", .nullable(.boolean), "null: there is no sensor that would say, or another drawer on its line is open.")
  ])

  package var drawer: String

  package init(drawer: String) {
    self.drawer = drawer
  }

  package struct Reply: Codable, Hashable, Sendable {
    package var opened: Bool?

    package init(opened: Bool?) {
      self.opened = opened
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      // null is an answer here, so the member is always there.
      try container.encode(opened, forKey: .opened)
    }
  }
}
