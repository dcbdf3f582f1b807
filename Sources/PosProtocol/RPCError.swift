import PosModel

/// The `error` member of an answer.
package struct RPCError: Error, Codable, Hashable, Sendable {
  /// The JSON-RPC number: -32700, -32600, -32601, -32602, or -32000 for posd's own.
  package var code: Int
  package var message: String
  package var data: Details?

  package init(code: Int, message: String, data: Details? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }

  /// `error.data`: the stable word and what a program can decide by.
  package struct Details: Codable, Hashable, Sendable {
    /// A word of `PosError.Code`.
    package var code: String
    /// The UnifiedPOS result code.
    package var upos: Int
    package var device: String?
    package var remedy: String?
    /// Whether the same request can succeed later.
    package var retryable: Bool
    /// -32602 only: the member of `params` that is wrong, as a path: `content.receipt[2].text`.
    package var field: String?

    package init(_ error: PosError, field: String? = nil) {
      code = error.code.rawValue
      upos = error.code.upos
      device = error.device
      remedy = error.remedy
      retryable = error.code.retryable
      self.field = field
    }
  }

  package init(_ error: PosError) {
    self.init(code: -32000, message: error.message, data: Details(error))
  }

  package static let parseError = RPCError(code: -32700, message: "Parse error: this line is not a JSON text")

  package static func invalidRequest(_ why: String) -> RPCError {
    RPCError(code: -32600, message: "Invalid request: \(why)")
  }

  package static func unknownMethod(_ name: String) -> RPCError {
    let shown = name.count > 64 ? name.prefix(64) + "…" : name[...]
    return RPCError(code: -32601, message: "Unknown method \(shown); rpc.discover lists them all")
  }

  /// `field` is empty when `params` as a whole is wrong.
  package static func invalidParams(field: String, _ why: String) -> RPCError {
    let name = field.isEmpty ? "params" : field
    let message = "Invalid params: \(name) \(why)"
    return RPCError(code: -32602, message: message, data: Details(PosError(.illegal, message), field: name))
  }

  /// The error as the rest of posd knows it.
  package var posError: PosError {
    let word = data.flatMap { PosError.Code(rawValue: $0.code) } ?? (code == -32000 ? .failure : .illegal)
    return PosError(word, message, remedy: data?.remedy, device: data?.device)
  }
}
