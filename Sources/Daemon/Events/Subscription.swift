import PosModel
import PosProtocol
import Reactor

/// One `events.subscribe` of one client.
@ReactorActor
final class Subscription {
  let number: Int
  let session: Session
  private let devices: Set<String>?
  private let classes: Set<DeviceClass>?
  private let types: Set<String>?
  /// How many data events may still go out; nil for no limit.
  var credit: Int?
  /// Input that waits for credit, by number.
  var waiting: [UInt64] = []
  /// Until the answer to `events.subscribe` is out, nothing is delivered.
  var isActive = false

  init(_ number: Int, _ session: Session, _ request: EventsSubscribe) {
    self.number = number
    self.session = session
    devices = request.devices.map(Set.init)
    classes = request.classes.map(Set.init)
    types = request.types.map(Set.init)
    credit = request.credit
  }

  func wants(_ event: KeptEvent) -> Bool {
    guard session.permissions.contains(event.permission) else { return false }
    if let classes, !classes.contains(event.class) { return false }
    if let types, !types.contains(event.type) { return false }
    guard let devices else { return true }
    if devices.contains(event.device) { return true }
    guard let name = event.name else { return false }
    return devices.contains(name)
  }
}
