import PosModel

/// `drawer.status`: a drawer was opened or closed.
package struct DrawerStatusEvent: Event, Hashable {
  package static let type = "drawer.status"
  package static let permission = Permission.observe
  package static let summary = "A drawer was opened or closed."
  package static let members = [
    Field("open", .boolean, "Whether it is open."),
    Field("cause", .words(["kick", "key", "closed", "leftOpen"]), "How it came to that."),
    Field(
      "shared", .boolean,
      "true: one of the printer's drawers, not surely this one; each of them gets the event.", optional: true),
  ]

  package var open: Bool
  package var cause: DrawerCause
  package var shared: Bool?

  package init(open: Bool, cause: DrawerCause, shared: Bool? = nil) {
    self.open = open
    self.cause = cause
    self.shared = shared
  }
}
