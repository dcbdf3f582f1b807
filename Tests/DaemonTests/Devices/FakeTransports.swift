import PosModel
import Reactor
import Transports

/// Makes `FakeTransport`s, and keeps them.
@ReactorActor
final class FakeTransports: TransportProvider {
  private(set) var made: [FakeTransport] = []
  /// For the next transports.
  var openErrors: [PosError] = []

  /// Those that are not on USB.
  var keyboards: [KeyboardNode] = []

  func findKeyboards(_ found: @escaping @Sendable @ReactorActor ([KeyboardNode]) -> Void) { found(keyboards) }

  func makeTransport(to address: TransportAddress, options: TransportOptions) throws(PosError) -> any Transport {
    let transport = FakeTransport(address, options, openErrors: openErrors)
    made.append(transport)
    return transport
  }

  var last: FakeTransport {
    get throws {
      guard let last = made.last else { throw PosError(.failure, "no transport was made") }
      return last
    }
  }
}

/// Shows the snapshots of the test.
@ReactorActor
final class FakeDiscovery: Discovery {
  private var found: (@ReactorActor ([DiscoveredDevice]) -> Void)?
  private(set) var rescans = 0

  func start(_ found: @escaping @ReactorActor ([DiscoveredDevice]) -> Void) throws(PosError) {
    self.found = found
  }

  func rescan() { rescans += 1 }
  func stop() { found = nil }
  func show(_ devices: [DiscoveredDevice]) { found?(devices) }
}
