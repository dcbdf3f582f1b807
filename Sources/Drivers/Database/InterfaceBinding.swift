/// What becomes of one interface of a device, and why.
package struct InterfaceBinding: Hashable, Sendable {
  package var interface: Int
  /// nil: posd leaves the interface alone.
  package var driver: String?
  package var link: LinkKind?
  /// The tty, hidraw or event node, where the link needs one.
  package var node: String?
  package var model: String?
  package var profile: String?
  package var quirks: Set<String>
  package var support: SupportLevel?
  /// The configured entries that mean it, as their places in the list that was given; the most specific first.
  package var configured: [Int]
  /// What decided, in a sentence for a technician; also for an interface that is left alone.
  package var why: String

  package init(
    interface: Int, driver: String? = nil, link: LinkKind? = nil, node: String? = nil, model: String? = nil,
    profile: String? = nil, quirks: Set<String> = [], support: SupportLevel? = nil, configured: [Int] = [], why: String
  ) {
    self.interface = interface
    self.driver = driver
    self.link = link
    self.node = node
    self.model = model
    self.profile = profile
    self.quirks = quirks
    self.support = support
    self.configured = configured
    self.why = why
  }
}
