import PosModel
import Reactor

/// Makes transports: the system's (`SystemTransports`) or the simulated till's.
@ReactorActor
package protocol TransportProvider: AnyObject {
  /// Throws `unsupported` for an address of another world.
  func makeTransport(to address: TransportAddress, options: TransportOptions) throws(PosError) -> any Transport
  /// Listens to an event node without taking it from anybody.
  func listen(toKeysAt path: String, _ hear: @escaping @ReactorActor (KeyHearing) -> Void) -> any KeyListening
  /// Looks for keyboards that are not on USB, and tells them once, later.
  func findKeyboards(_ found: @escaping @Sendable @ReactorActor ([KeyboardNode]) -> Void)
}
