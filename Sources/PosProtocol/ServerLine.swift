/// One answer or notification as a client reads it; the values inside are read by whoever knows their types.
package struct ServerLine: Sendable {
  /// The whole line without LF.
  package let text: ArraySlice<UInt8>
  /// nil in a notification.
  package let id: RPCID?
  /// nil in an answer.
  package let method: String?
  package let error: RPCError?

  /// Throws `notJSON`, or `member` for a line that is no JSON-RPC object.
  package init(_ text: ArraySlice<UInt8>) throws(JSONFault) {
    let head = try JSONCodec.decode(Head.self, from: text)
    self.text = text
    id = head.id
    method = head.method
    error = head.error
  }

  package func result<Value: Decodable>(_: Value.Type) throws(JSONFault) -> Value {
    try JSONCodec.decode(Result<Value>.self, from: text).result
  }

  package func params<Value: Decodable>(_: Value.Type) throws(JSONFault) -> Value {
    try JSONCodec.decode(Params<Value>.self, from: text).params
  }

  private struct Head: Decodable {
    let id: RPCID?
    let method: String?
    let error: RPCError?

    private enum Member: String, CodingKey { case id, method, error }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Member.self)
      // An id of null is an id: the answer to a line that could not be read.
      id = container.contains(.id) ? try container.decode(RPCID.self, forKey: .id) : nil
      method = try container.decodeIfPresent(String.self, forKey: .method)
      error = try container.decodeIfPresent(RPCError.self, forKey: .error)
    }
  }

  private struct Result<Value: Decodable>: Decodable {
    let result: Value
  }

  private struct Params<Value: Decodable>: Decodable {
    let params: Value
  }
}
