import EscPos
import PosModel
import PosProtocol
import Reactor
import Transports

/// The devices as the socket side sees them; `DeviceManager` is the real ones.
@ReactorActor
package protocol Devices: AnyObject {
  /// Sorted by id.
  var descriptions: [DeviceDescription] { get }
  var observer: (any DeviceObserver)? { get set }

  /// Throws `noSuchDevice`.
  func find(_ idOrName: String) throws(PosError) -> DeviceDescription
  /// `done` is called exactly once, at once or later.
  func perform(
    _ command: DriverCommand, on id: String, _ done: @escaping @ReactorActor (Result<DriverReply, PosError>) -> Void)
  /// What a printer is and can do, by its id; nil for what is no printer.
  func profile(of id: String) -> PrinterProfile?
  /// What has decided on that profile.
  func profileOrigin(of id: String) -> PrinterProfileGet.Origin?
  /// Whether print jobs wait for a device: then one that is away is looked for more often.
  func expectWork(_ expected: Bool, on id: String)
  /// Shows who holds the claim; nil for nobody.
  func setClaimant(_ who: String?, of id: String)
  /// The keyboards on USB that are nobody's device.
  var unownedKeyboards: [UnownedKeyboard] { get }
  /// Those on Bluetooth and PS/2 that are nobody's device, told once.
  func findKeyboardNodes(_ found: @escaping @Sendable @ReactorActor ([KeyboardNode]) -> Void)
  /// Listens to one of them without taking it from anybody.
  func listen(toKeysAt path: String, _ hear: @escaping @ReactorActor (KeyHearing) -> Void) -> (any KeyListening)?
}

extension Devices {
  package func profile(of id: String) -> PrinterProfile? { nil }

  package func profileOrigin(of id: String) -> PrinterProfileGet.Origin? { nil }

  package func expectWork(_ expected: Bool, on id: String) {}

  package var unownedKeyboards: [UnownedKeyboard] { [] }

  package func findKeyboardNodes(_ found: @escaping @Sendable @ReactorActor ([KeyboardNode]) -> Void) { found([]) }

  package func listen(
    toKeysAt path: String, _ hear: @escaping @ReactorActor (KeyHearing) -> Void
  ) -> (any KeyListening)? { nil }

  /// The same as a suspension; the command goes on when the caller is cancelled.
  package func perform(_ command: DriverCommand, on id: String) async throws(PosError) -> DriverReply {
    let result = await withCheckedContinuation {
      (continuation: CheckedContinuation<Result<DriverReply, PosError>, Never>) in
      perform(command, on: id) { continuation.resume(returning: $0) }
    }
    return try result.get()
  }
}
