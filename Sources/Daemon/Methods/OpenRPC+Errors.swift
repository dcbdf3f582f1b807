import PosModel
import PosProtocol

extension OpenRPC {
  /// The words of `error.data.code`, with what a program may conclude from them.
  static var errors: [JSONValue] {
    PosError.Code.allCases.map { code in
      [
        "code": .string(code.rawValue),
        "upos": .integer(Int64(code.upos)),
        "retryable": .bool(code.retryable),
      ]
    }
  }
}
