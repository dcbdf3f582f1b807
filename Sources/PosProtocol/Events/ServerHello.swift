/// `server.hello`: the first line that a client gets.
package struct ServerHello: Codable, Hashable, Sendable {
  package static let method = "server.hello"
  package static let members = [
    Field("server", .string, "Always posd."),
    Field("version", .string, "posd's version."),
    Field("protocol", .integer(minimum: 1), "The protocol version of this daemon."),
    Field("oldestProtocol", .integer(minimum: 1), "The oldest protocol version that it still speaks."),
    Field("epoch", .string, "Changes at every start of the daemon."),
  ]
  package static let protocolVersion = 1
  package static let oldestProtocolVersion = 1

  package var server: String
  package var version: String
  package var `protocol`: Int
  package var oldestProtocol: Int
  package var epoch: String

  package init(version: String, epoch: String) {
    server = "posd"
    self.version = version
    self.protocol = Self.protocolVersion
    oldestProtocol = Self.oldestProtocolVersion
    self.epoch = epoch
  }
}
