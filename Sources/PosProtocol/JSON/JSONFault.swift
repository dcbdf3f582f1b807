import PosModel

/// Why a JSON text is not the value that is wanted. It never quotes the text.
package enum JSONFault: Error, Hashable, Sendable {
  /// Not a JSON text at all.
  case notJSON
  /// One member is wrong; `path` is empty for the value itself.
  case member(path: String, why: String)
  /// The type's own check of its members.
  case refused(PosError)

  package init(_ error: any Error) {
    switch error {
    case let fault as JSONFault: self = fault
    case let error as PosError: self = .refused(error)
    case DecodingError.keyNotFound(let key, let context):
      self = .member(path: Self.path(context.codingPath + [key]), why: "is missing")
    case DecodingError.typeMismatch(let type, let context):
      self = .member(path: Self.path(context.codingPath), why: "must be \(Self.word(for: type))")
    case DecodingError.valueNotFound(let type, let context):
      self = .member(
        path: Self.path(context.codingPath), why: "is null and must be \(Self.word(for: type))")
    case DecodingError.dataCorrupted(let context):
      self = .member(path: Self.path(context.codingPath), why: "has a value that is not allowed")
    default: self = .member(path: "", why: "is not understood")
    }
  }

  /// `content.receipt[2].text`.
  private static func path(_ keys: [any CodingKey]) -> String {
    var path = ""
    for key in keys {
      if let index = key.intValue {
        path += "[\(index)]"
      } else {
        path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
      }
    }
    return path
  }

  private static func word(for type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a string"
    case is Bool.Type: "true or false"
    case is any BinaryInteger.Type: "a whole number in range"
    case is any BinaryFloatingPoint.Type: "a number"
    case is [Any].Type: "an array"
    default: "an object"
    }
  }
}
