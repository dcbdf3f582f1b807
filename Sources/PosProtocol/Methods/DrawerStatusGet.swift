/// `drawer.status`: asks whether a drawer is open.
package struct DrawerStatusGet: Request, Hashable {
  package static let method = "drawer.status"
  package static let params = [Field("drawer", .string, "A drawer's id or name.")]
  package static let reply: Schema = .object([
    Field("open", .nullable(.boolean), "null: there is no sensor that would say."),
    Field(
      "anyOpen", .boolean,
      "Of several drawers on a printer's one sensor line: whether any is open; open is null where it may be another.",
      optional: true),
  ])

  package var drawer: String

  package init(drawer: String) {
    self.drawer = drawer
  }

  package struct Reply: Codable, Hashable, Sendable {
    package var open: Bool?
    package var anyOpen: Bool?

    package init(open: Bool?, anyOpen: Bool? = nil) {
      self.open = open
      self.anyOpen = anyOpen
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      // null is an answer here, so the member is always there.
      try container.encode(open, forKey: .open)
      try container.encodeIfPresent(anyOpen, forKey: .anyOpen)
    }
  }
}
