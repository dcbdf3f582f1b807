import PosModel
import PosProtocol
import Reactor

/// One method of the socket protocol that answers at once: one file in this folder and one line in `Registry.swift`.
@ReactorActor
package protocol Method: RegisteredMethod {
  associatedtype Params
  static func call(_ params: Params, _ call: Call) throws(PosError) -> Params.Reply
}

/// One method that answers later. It starts in the order of the requests; it is cancelled when the client goes away.
@ReactorActor
package protocol AsyncMethod: RegisteredMethod {
  associatedtype Params
  static func call(_ params: Params, _ call: Call) async throws(PosError) -> Params.Reply
}

/// What the registry holds: use `Method` or `AsyncMethod`.
@ReactorActor
package protocol RegisteredMethod: SendableMetatype {
  associatedtype Params: Request
  /// What the client needs; nil for what everybody may do, and for methods that ask `Call.require(_:)` themselves.
  static var permission: Permission? { get }
  /// One sentence for OpenRPC.
  static var summary: String { get }
  /// Carries the call out and answers it exactly once.
  static func perform(_ params: Params, _ call: Call)
}

extension Method {
  package static func perform(_ params: Params, _ call: Call) {
    do throws(PosError) {
      if let permission { try call.require(permission) }
      call.answer(try self.call(params, call))
    } catch {
      call.refuse(error)
    }
  }
}

extension AsyncMethod {
  package static func perform(_ params: Params, _ call: Call) {
    do throws(PosError) {
      if let permission { try call.require(permission) }
      try call.session.run {
        do throws(PosError) {
          call.answer(try await self.call(params, call))
        } catch {
          call.refuse(error)
        }
      }
    } catch {
      call.refuse(error)
    }
  }
}

extension RegisteredMethod {
  package static var name: String { Params.method }

  static func add(to table: inout RequestTable<CallHandler>) {
    table.add(
      Params.self,
      telling: { params, unknown in
        { @ReactorActor call in
          var call = call
          call.unknownMembers = unknown
          perform(params, call)
        }
      })
  }
}

/// A request that was read and waits for its call.
package typealias CallHandler = @Sendable @ReactorActor (Call) -> Void
