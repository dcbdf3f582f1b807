/// One request of the socket protocol: the struct is its `params`, `Reply` is its `result`.
///
/// Client and daemon use the same types; OpenRPC is generated from the schemas and the real answers are held to them.
package protocol Request: Codable, Sendable {
  associatedtype Reply: Codable & Sendable
  /// `device.claim`.
  static var method: String { get }
  static var params: [Field] { get }
  static var reply: Schema { get }
  /// Whether the answer has a place for what is wrong with members that nobody knows; false if not said.
  static var tellsUnknownMembers: Bool { get }
}

extension Request {
  package static var tellsUnknownMembers: Bool { false }
}

/// The reply of requests that have nothing to say: `{}`.
package struct Done: Codable, Hashable, Sendable {
  package init() {}

  package static let schema = Schema.object([])
}
