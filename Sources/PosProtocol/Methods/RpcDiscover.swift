/// `rpc.discover`: this very description: the OpenRPC document.
package struct RpcDiscover: Request, Hashable {
  package typealias Reply = JSONValue

  package static let method = "rpc.discover"
  package static let params: [Field] = []
  package static let reply: Schema = .any

  package init() {}
}
