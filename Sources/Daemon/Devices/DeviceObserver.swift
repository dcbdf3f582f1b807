import PosModel
import Reactor

/// Hears what happens to devices.
@ReactorActor
package protocol DeviceObserver: AnyObject {
  func deviceAdded(_ description: DeviceDescription)
  func deviceRemoved(_ description: DeviceDescription)
  func deviceChanged(_ description: DeviceDescription)
  /// `at` is the arrival time of what the event came from.
  func device(_ description: DeviceDescription, did event: DeviceEvent, at: Instant)
}
