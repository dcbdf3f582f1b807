import Glibc
import PosModel
import PosProtocol
import PosTesting
import Reactor

/// A client that says exactly what it is told and keeps every line that comes.
@ReactorActor
final class RawClient {
  let stream: ByteStream
  let lines = Recorder<JSONValue>()
  let ends = Recorder<StreamEnd>()
  /// Lives as long as its clients.
  private let till: Till
  private var answers: [Int: JSONValue] = [:]
  private var byMethod: [String: [JSONValue]] = [:]
  private var framer = LineFramer(limit: 64 << 20)

  init(_ descriptor: consuming OwnedDescriptor, _ till: Till) throws {
    self.till = till
    stream = try ByteStream(descriptor, queueLimit: 64 << 20)
    stream.onClose = { [ends] in ends.record($0) }
    stream.onBytes = { [weak self] bytes in
      guard let self else { return }
      framer.append(bytes)
      do {
        while let line = try framer.next() {
          keep(try JSONCodec.decode(JSONValue.self, from: line))
        }
      } catch {
        lines.record(.string("not JSON: \(error)"))
      }
    }
  }

  private func keep(_ line: JSONValue) {
    if let id = line["id"]?.integer { answers[id] = line }
    if let method = line["method"]?.string { byMethod[method, default: []].append(line["params"] ?? .null) }
    lines.record(line)
  }

  func send(_ text: String) {
    stream.write(Array(text.utf8))
  }

  /// Sends a line; the greeting and what else came before stay in `lines`.
  func line(_ text: String) {
    send(text + "\n")
  }

  func request(_ id: Int, _ method: String, _ params: String = "{}") {
    line(#"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(params)}"#)
  }

  /// Sends a request and waits for its answer.
  func call(_ id: Int, _ method: String, _ params: String = "{}") async throws -> JSONValue {
    request(id, method, params)
    return try await answer(id)
  }

  func answer(_ id: Int) async throws -> JSONValue {
    try await lines.wait(for: "the answer to \(id)") { _ in self.answers[id] != nil }
    return answers[id] ?? .null
  }

  /// The notifications of one type so far.
  func notifications(_ method: String) -> [JSONValue] {
    byMethod[method] ?? []
  }

  /// Waits for notifications of one type.
  @discardableResult
  func wait(for method: String, count: Int = 1) async throws -> [JSONValue] {
    try await lines.wait(for: "\(count) × \(method)") { _ in self.notifications(method).count >= count }
    return notifications(method)
  }

  /// Everything sent before was carried out when this returns.
  func settle() async throws {
    let id = Int.random(in: 1_000_000...Int(Int32.max))
    _ = try await call(id, "session.ping")
  }
}
