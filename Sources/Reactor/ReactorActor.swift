/// The isolation of everything that runs on the reactor thread.
@globalActor
package actor ReactorActor {
  package static let shared = ReactorActor()

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    Reactor.shared.asUnownedSerialExecutor()
  }
}
