import FoundationEssentials
import PosModel

/// JSON text to values and back. The only place that knows which JSON library there is.
///
/// One codec is made once and used from any thread.
package struct JSONCodec: Sendable {
  package static let shared = JSONCodec()

  private let decoder: JSONDecoder
  private let encoder: JSONEncoder

  package init(userInfo: [CodingUserInfoKey: any Sendable] = [:]) {
    decoder = JSONDecoder()
    decoder.userInfo = userInfo
    encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
  }

  /// Throws `JSONFault`: not a JSON text, or not the shape that is wanted.
  package func decode<Value: Decodable>(_: Value.Type, from text: ArraySlice<UInt8>) throws(JSONFault) -> Value {
    do {
      return try decoder.decode(Value.self, from: Data(text))
    } catch {
      throw JSONFault(error, below: 0)
    }
  }

  /// Appends the JSON text of a value. Only numbers that JSON cannot say (NaN, infinity) make it throw.
  package func encode(_ value: some Encodable, into output: inout [UInt8]) throws(JSONFault) {
    do {
      output.append(contentsOf: try encoder.encode(value))
    } catch {
      throw JSONFault(error, below: 0)
    }
  }
}
