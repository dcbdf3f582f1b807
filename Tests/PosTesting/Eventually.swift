import PosModel
import Reactor

/// A condition did not come true in time.
package struct NotInTime: Error, CustomStringConvertible {
  package let what: String

  package var description: String { "not in time: \(what)" }
}

/// Waits until `condition` holds; for what only the system can tell. ``Recorder`` waits without asking again.
@ReactorActor
package func eventually(
  _ what: String, within limit: Duration = .seconds(60), _ condition: @ReactorActor () throws -> Bool
) async throws {
  let deadline = Reactor.now + limit
  while try !condition() {
    if Reactor.now > deadline { throw NotInTime(what: what) }
    try await Reactor.shared.sleep(for: .milliseconds(2))
  }
}
