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
  private let codec: JSONCodec
  /// More requests than this in one batch are refused as a whole.
  package static var batchLimit: Int { 1_000 }

  package init(_ table: RequestTable<Handler>) {
    var userInfo: [CodingUserInfoKey: any Sendable] = [:]
    if let requestTable { userInfo[requestTable] = table }
    codec = JSONCodec(userInfo: userInfo)
  }

  package func read(_ line: ArraySlice<UInt8>) -> IncomingLine<Handler> {
    do throws(JSONFault) {
      guard line.first(where: { !$0.isJSONSpace }) == UInt8(ascii: "[") else {
        return .single(try codec.decode(Envelope<Handler>.self, from: line).incoming)
      }
      let envelopes = try codec.decode([Envelope<Handler>].self, from: line)
      if envelopes.isEmpty { return .refused(.invalidRequest("an empty batch")) }
      if envelopes.count > Self.batchLimit {
        return .refused(.invalidRequest("a batch of more than \(Self.batchLimit) requests"))
      }
      return .batch(envelopes.map(\.incoming))
    } catch {
      return .refused(.parseError)
    }
  }
}

/// The table travels to the envelopes in the decoder's user info.
private let requestTable = CodingUserInfoKey(rawValue: "posd.requestTable")

extension UInt8 {
  fileprivate var isJSONSpace: Bool {
    self == 0x20 || self == 0x09 || self == 0x0D || self == 0x0A
  }
}

/// Never throws for a JSON text of the wrong shape: that is a refusal with an answer of its own.
private struct Envelope<Handler: Sendable>: Decodable {
  let incoming: Incoming<Handler>

  init(from decoder: any Decoder) throws {
    let container: KeyedDecodingContainer<EnvelopeKey>
    do {
      container = try decoder.container(keyedBy: EnvelopeKey.self)
    } catch {
      incoming = .refused(id: .null, .invalidRequest("a request is an object"))
      return
    }
    let id: RPCID?
    do {
      id = container.contains(.id) ? try container.decode(RPCID.self, forKey: .id) : nil
    } catch {
      incoming = .refused(id: .null, .invalidRequest("id must be a string, a number or null"))
      return
    }
    guard let version = try? container.decode(String.self, forKey: .jsonrpc), version == "2.0" else {
      // Without the version it may not even be a notification, so it is answered.
      incoming = .refused(id: id ?? .null, .invalidRequest("jsonrpc must be \"2.0\""))
      return
    }
    guard let method = try? container.decode(String.self, forKey: .method) else {
      incoming = .refused(id: id ?? .null, .invalidRequest("method must be a string"))
      return
    }
    guard let requestTable, let table = decoder.userInfo[requestTable] as? RequestTable<Handler>,
      let read = table.reader(of: method)
    else {
      incoming = .refused(id: id, .unknownMethod(method))
      return
    }
    do {
      incoming = .request(id: id, method: method, try read(ParamsReader(envelope: container)))
    } catch {
      switch JSONFault(error, below: decoder.codingPath.count + 1) {
      case .member(let path, let why): incoming = .refused(id: id, .invalidParams(field: path, why))
      case .refused(let error): incoming = .refused(id: id, RPCError(error))
      case .notJSON: incoming = .refused(id: id, .invalidParams(field: "", "is not understood"))
      }
    }
  }
}
