import PosModel
import Reactor

/// Finds USB devices. It delivers whole snapshots, never single events: the device manager compares sets.
@ReactorActor
package protocol Discovery: AnyObject {
  /// Subscribes, then scans; `found` gets the first snapshot and every later one that differs.
  func start(_ found: @escaping @ReactorActor ([DiscoveredDevice]) -> Void) throws(PosError)
  /// Scans again now.
  func rescan()
  func stop()
}
