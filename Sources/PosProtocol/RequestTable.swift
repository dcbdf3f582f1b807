import PosModel

/// What the decoder knows of the methods: the name of each, and how its `params` become a `Handler`.
///
/// The envelope looks its method up here while it is being decoded, so that each line is read once.
package struct RequestTable<Handler: Sendable>: Sendable {
  private var readers: [String: @Sendable (ParamsReader) throws -> Handler] = [:]

  package init() {}

  package var methods: [String] { readers.keys.sorted() }

  package mutating func add<Params: Request>(_: Params.Type, _ make: @escaping @Sendable (Params) -> Handler) {
    readers[Params.method] = { reader in make(try reader.read(Params.self)) }
  }

  /// `make` also gets what `params` has that nobody knows: nothing where the request does not tell it.
  package mutating func add<Params: Request>(
    _: Params.Type, telling make: @escaping @Sendable (Params, [PrintWarning]) -> Handler
  ) {
    readers[Params.method] = { reader in make(try reader.read(Params.self), reader.unknownMembers(Params.self)) }
  }

  func reader(of method: String) -> (@Sendable (ParamsReader) throws -> Handler)? {
    readers[method]
  }
}

/// Reads the `params` of one envelope into the type that the method wants.
struct ParamsReader {
  let tape: JSONTape
  /// nil when there are none, which is the same as none inside.
  let node: Int?

  func read<Params: Request>(_: Params.Type) throws -> Params {
    guard let node else { return try JSONCodec.decode(Params.self, from: Self.noParams) }
    return try Params(from: JSONReader(tape: tape, node: node))
  }

  func unknownMembers<Params: Request>(_: Params.Type) -> [PrintWarning] {
    guard Params.tellsUnknownMembers, let node else { return [] }
    return tape.unknownMembers(of: node, .object(Params.params))
  }

  private static let noParams = Array("{}".utf8)[...]
}
