import PosClient
import PosModel
import PosProtocol
import Reactor

/// Waits for the next event of a type; an event that came while nobody waited counts too, once.
@ReactorActor
final class EventWaiter {
  private var seen: [String: Int] = [:]

  func take(_ event: ServerLine) {
    seen[event.method ?? "", default: 0] += 1
  }

  /// Throws `timeout` after ten seconds.
  func wait(for type: String) async throws {
    let deadline = Reactor.now + .seconds(10)
    while seen[type, default: 0] == 0 {
      guard Reactor.now < deadline else { throw PosError(.timeout, "no \(type) came within ten seconds") }
      try await Reactor.shared.sleep(for: .milliseconds(5))
    }
    seen[type, default: 1] -= 1
  }
}
