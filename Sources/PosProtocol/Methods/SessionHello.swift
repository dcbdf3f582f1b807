/// `session.hello`: names the client in logs and in `claimedBy`. Nobody has to say it.
package struct SessionHello: Request, Hashable {
  package static let method = "session.hello"
  package static let params = [
    Field("client", .string, "The program's name and version.", optional: true),
    Field("protocol", .integer(minimum: 1), "The protocol version that the client speaks.", optional: true),
  ]
  package static let reply: Schema = .object([
    Field("session", .integer(minimum: 1), "The number of this connection in logs and in claimedBy."),
    Field("permissions", .array(.words(Permission.self)), "What this client may do."),
  ])

  /// At most 64 characters are kept.
  package var client: String?
  package var `protocol`: Int?

  package init(client: String? = nil, protocol: Int? = nil) {
    self.client = client
    self.protocol = `protocol`
  }

  package struct Reply: Codable, Hashable, Sendable {
    package var session: Int
    package var permissions: [Permission]

    package init(session: Int, permissions: [Permission]) {
      self.session = session
      self.permissions = permissions
    }
  }
}
