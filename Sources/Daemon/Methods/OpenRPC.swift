import PosProtocol
import Reactor

/// The OpenRPC 1.2.6 document, made from the registry and the schemas beside the types.
@ReactorActor
package enum OpenRPC {
  package static func document(of methods: [any RegisteredMethod.Type]) -> JSONValue {
    [
      "openrpc": "1.2.6",
      "info": [
        "title": "posd",
        "version": .string(Daemon.version),
        "description": "Peripherals of a point of sale over a Unix socket: JSON-RPC 2.0, one JSON text a line.",
        "license": ["name": "Apache-2.0"],
      ],
      "methods": .array(methods.map(describe)),
      "components": ["schemas": schemas],
      "x-notifications": .array(notifications),
      "x-errors": .array(errors),
    ]
  }

  private static func describe(_ method: any RegisteredMethod.Type) -> JSONValue {
    func members<Entry: RegisteredMethod>(_: Entry.Type) -> JSONValue {
      var members: [String: JSONValue] = [
        "name": .string(Entry.name),
        "summary": .string(Entry.summary),
        "paramStructure": "by-name",
        "params": .array(Entry.Params.params.map(descriptor)),
        "result": ["name": "result", "schema": Entry.Params.reply.json],
      ]
      if let permission = Entry.permission { members["x-permission"] = .string(permission.rawValue) }
      return .object(members)
    }
    return members(method)
  }

  private static func descriptor(_ field: Field) -> JSONValue {
    [
      "name": .string(field.name),
      "description": .string(field.summary),
      "required": .bool(!field.isOptional),
      "schema": field.schema.json,
    ]
  }

  private static var schemas: JSONValue {
    .object(
      Dictionary(
        SharedSchemas.all.map { ($0.name, Schema.object($0.fields).json) }, uniquingKeysWith: { first, _ in first }))
  }

  private static var notifications: [JSONValue] {
    let directed: [(name: String, summary: String, members: [Field])] = [
      (ClaimLost.method, "The holder has its claim no longer.", ClaimLost.members),
      (ClaimRequested.method, "Another client wants a device that this one holds.", ClaimRequested.members),
      (EventsGap.method, "Events that matched a subscription and are lost.", EventsGap.members),
      (ServerHello.method, "The first line of each connection.", ServerHello.members),
    ]
    let events = eventTypes.map { (name: $0.type, summary: $0.summary, members: EventStamp.members + $0.members) }
    return (directed + events).sorted { $0.name < $1.name }.map { entry in
      [
        "name": .string(entry.name),
        "summary": .string(entry.summary),
        "params": Schema.object(entry.members).json,
      ]
    }
  }
}
