import PosModel
import Reactor

/// A way to one device: a USB interface, a hidraw or evdev node, a tty, a TCP connection, or a simulated one.
///
/// All calls and all deliveries are on the reactor. A transport object can be opened again after it was closed.
@ReactorActor
package protocol Transport: AnyObject {
  nonisolated var description: TransportDescription { get }

  /// Opens the link. `deliver` gets `.opened` or `.closed(.failed)` later (never before this returns), then everything
  /// that happens on the link, each with its time of arrival, and `.closed` exactly once as the last event.
  func open(_ deliver: @escaping @ReactorActor (LinkEvent, Instant) -> Void)

  /// Carries out a request of the driver; ignored when the link is not open, except that sends and control transfers
  /// are then answered with `.disconnected`.
  func perform(_ request: LinkRequest)

  /// Tries one step of the recovery ladder; answered by `.recovered`, or by `.closed` when the step closes the link.
  func recover(_ step: RecoveryStep)

  /// Cancels, drains, releases and closes, then delivers `.closed(.requested)`.
  func close()
}
