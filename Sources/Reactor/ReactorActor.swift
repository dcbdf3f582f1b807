/// The isolation of everything that runs on the reactor thread.
@globalActor
package actor ReactorActor {
  package static let shared = ReactorActor()

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    Reactor.shared.asUnownedSerialExecutor()
  }

  /// Runs `operation` at once; traps when the caller is not on the reactor thread.
  package static func assumeIsolated<Value>(
    _ operation: @ReactorActor () throws -> Value
  ) rethrows -> Value {
    Reactor.shared.checkIsolated()
    // The thread is the isolation, and it was checked: dropping the actor from the type is what the standard library
    // does for the main actor.
    return try withoutActuallyEscaping(operation) { (isolated: @escaping @ReactorActor () throws -> Value) in
      try unsafeBitCast(isolated, to: (() throws -> Value).self)()
    }
  }
}
