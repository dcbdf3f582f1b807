import PosModel
import PosProtocol

/// One event as the hub keeps it: what a subscription is matched with, and its line.
struct KeptEvent {
  let seq: UInt64
  let device: String
  /// The role at the time of the event.
  let name: String?
  let `class`: DeviceClass
  let type: String
  let permission: Permission
  let isInput: Bool
  let arrived: Instant
  /// Input of a claimed device: the user that it was for.
  let claimant: UInt32?
  /// nil when the time of the contents is over.
  var line: [UInt8]?
}
