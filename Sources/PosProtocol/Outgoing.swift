import PosModel

/// Builds the lines that go out; each is whole, with its LF, and is written at once.
package enum Outgoing {
  /// The answer to one request, without LF (a batch puts several into one line).
  package static func answer(to id: RPCID, result: some Encodable) -> [UInt8] {
    var text = open(id)
    text.append(contentsOf: resultKey)
    do throws(JSONFault) {
      try JSONCodec.encode(result, into: &text)
    } catch {
      return answer(to: id, error: RPCError(PosError(.failure, "The answer cannot be said in JSON")))
    }
    text.append(UInt8(ascii: "}"))
    return text
  }

  package static func answer(to id: RPCID, error: RPCError) -> [UInt8] {
    var text = open(id)
    text.append(contentsOf: errorKey)
    append(error, to: &text)
    text.append(UInt8(ascii: "}"))
    return text
  }

  /// A whole line of one answer.
  package static func line(_ answer: [UInt8]) -> [UInt8] {
    answer + [lineFeed]
  }

  /// A whole line of the answers to a batch; nil when there is none.
  package static func batch(_ answers: [[UInt8]]) -> [UInt8]? {
    guard !answers.isEmpty else { return nil }
    var line: [UInt8] = [UInt8(ascii: "[")]
    line.reserveCapacity(answers.reduce(2) { $0 + $1.count + 1 })
    for answer in answers {
      if line.count > 1 { line.append(UInt8(ascii: ",")) }
      line.append(contentsOf: answer)
    }
    line.append(UInt8(ascii: "]"))
    line.append(lineFeed)
    return line
  }

  /// A whole line of a notification; nil when the params cannot be said in JSON.
  package static func notification(_ method: String, _ params: some Encodable) -> [UInt8]? {
    call(method, params, id: nil)
  }

  /// A whole line of a request, or of a notification when `id` is nil.
  package static func call(_ method: String, _ params: some Encodable, id: RPCID?) -> [UInt8]? {
    var line = head
    line.reserveCapacity(512)
    do throws(JSONFault) {
      if let id {
        line.append(contentsOf: idKey)
        try JSONCodec.encode(id, into: &line)
      }
      line.append(contentsOf: methodKey)
      try JSONCodec.encode(method, into: &line)
      line.append(contentsOf: paramsKey)
      try JSONCodec.encode(params, into: &line)
    } catch {
      return nil
    }
    line.append(UInt8(ascii: "}"))
    line.append(lineFeed)
    return line
  }

  private static func open(_ id: RPCID) -> [UInt8] {
    var text = head
    text.reserveCapacity(128)
    text.append(contentsOf: idKey)
    switch id {
    case .integer(let number): text.append(contentsOf: String(number).utf8)
    case .null: text.append(contentsOf: null)
    case .string, .fraction: append(id, to: &text)
    }
    return text
  }

  /// For values that JSON can always say.
  private static func append(_ value: some Encodable, to text: inout [UInt8]) {
    let length = text.count
    do throws(JSONFault) {
      try JSONCodec.encode(value, into: &text)
    } catch {
      text.removeSubrange(length...)
      text.append(contentsOf: null)
    }
  }

  private static let lineFeed: UInt8 = 0x0A
  private static let head = Array(#"{"jsonrpc":"2.0""#.utf8)
  private static let idKey = Array(#","id":"#.utf8)
  private static let resultKey = Array(#","result":"#.utf8)
  private static let errorKey = Array(#","error":"#.utf8)
  private static let methodKey = Array(#","method":"#.utf8)
  private static let paramsKey = Array(#","params":"#.utf8)
  private static let null = Array("null".utf8)
}
