/// `drawer.waitClosed`: answers when the drawer is closed.
package struct DrawerWaitClosed: Request, Hashable {
  package static let method = "drawer.waitClosed"
  package static let params = [
    Field("drawer", .string, "A drawer's id or name."),
    Field("timeoutMs", .integer(minimum: 0, maximum: 86_400_000), "After this time the answer is the error timeout."),
  ]
  package static let reply: Schema = .object([Field("closed", .boolean, "Always true.")])

  package var drawer: String
  package var timeoutMs: Int

  package init(drawer: String, timeoutMs: Int) {
    self.drawer = drawer
    self.timeoutMs = timeoutMs
  }

  package struct Reply: Codable, Hashable, Sendable {
    package var closed: Bool

    package init(closed: Bool) {
      self.closed = closed
    }
  }
}
