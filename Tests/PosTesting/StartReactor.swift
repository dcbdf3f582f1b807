import Reactor

/// Runs the reactor on a thread of its own; idempotent. A test need not call it: ``startAtLoad`` did.
package func startReactor() {
  do throws(SystemError) {
    try Reactor.shared.startThread()
  } catch {
    preconditionFailure("the reactor cannot start: \(error)")
  }
}

/// Starts the reactor when the test binary is loaded: the discovery of a suite that is isolated to `@ReactorActor` runs
/// on it already, before any trait or test could start it.
@used
@section(".init_array")
private let startAtLoad: @convention(c) () -> Void = { startReactor() }
