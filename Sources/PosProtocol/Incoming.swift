/// One request or notification as the server reads it.
package enum Incoming<Handler: Sendable>: Sendable {
  /// `id` is nil for a notification, which gets no answer.
  case request(id: RPCID?, method: String, Handler)
  /// Cannot be carried out. `id` is nil for a notification: then nobody hears of it.
  case refused(id: RPCID?, RPCError)
}

/// One line as the server reads it.
package enum IncomingLine<Handler: Sendable>: Sendable {
  case single(Incoming<Handler>)
  case batch([Incoming<Handler>])
  /// Not JSON, or an empty batch: answered with id null.
  case refused(RPCError)
}

/// Reads lines of requests; made once, used from any thread.
package struct RequestReader<Handler: Sendable>: Sendable {
  private let table: RequestTable<Handler>
  /// More requests than this in one batch are refused as a whole.
  package static var batchLimit: Int { 1_000 }

  package init(_ table: RequestTable<Handler>) {
    self.table = table
  }

  package func read(_ line: ArraySlice<UInt8>) -> IncomingLine<Handler> {
    let tape: JSONTape
    do throws(JSONFault) {
      tape = try JSONTape(line)
    } catch {
      return .refused(.parseError)
    }
    guard tape.nodes[0].kind == .array else { return .single(envelope(tape, 0)) }
    var requests: [Incoming<Handler>] = []
    var place = 1
    while place < tape.nodes.count {
      guard requests.count < Self.batchLimit else {
        return .refused(.invalidRequest("a batch of more than \(Self.batchLimit) requests"))
      }
      requests.append(envelope(tape, place))
      place = Int(tape.nodes[place].next)
    }
    return requests.isEmpty ? .refused(.invalidRequest("an empty batch")) : .batch(requests)
  }

  /// Every JSON value of the wrong shape is a refusal with an answer of its own.
  private func envelope(_ tape: JSONTape, _ node: Int) -> Incoming<Handler> {
    guard tape.nodes[node].kind == .object else {
      return .refused(id: .null, .invalidRequest("a request is an object"))
    }
    var id: RPCID?
    if let member = tape.member("id", of: node) {
      guard let known = RPCID(tape, member) else {
        return .refused(id: .null, .invalidRequest("id must be a string, a number or null"))
      }
      id = known
    }
    guard let version = tape.member("jsonrpc", of: node), tape.nodes[version].kind == .string,
      tape.isName(version, "2.0")
    else {
      // Without the version it may not even be a notification, so it is answered.
      return .refused(id: id ?? .null, .invalidRequest("jsonrpc must be \"2.0\""))
    }
    guard let name = tape.member("method", of: node), tape.nodes[name].kind == .string else {
      return .refused(id: id ?? .null, .invalidRequest("method must be a string"))
    }
    let method = tape.string(name)
    guard let read = table.reader(of: method) else { return .refused(id: id, .unknownMethod(method)) }
    do {
      return .request(id: id, method: method, try read(ParamsReader(tape: tape, node: tape.member("params", of: node))))
    } catch {
      switch JSONFault(error) {
      case .member(let path, let why): return .refused(id: id, .invalidParams(field: path, why))
      case .refused(let error): return .refused(id: id, RPCError(error))
      case .notJSON: return .refused(id: id, .invalidParams(field: "", "is not understood"))
      }
    }
  }
}
