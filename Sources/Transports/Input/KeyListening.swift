import PosModel
import Reactor

/// Listens to the keys of a keyboard that everybody else still gets.
@ReactorActor
package protocol KeyListening: AnyObject {
  func stop()
}

/// What a `KeyListening` tells.
package enum KeyHearing: Sendable {
  case opened
  /// Keys have gone missing, or it was unplugged.
  case lost
  case key(KeyTransition, Instant)
  /// It cannot be listened to.
  case failed(PosError)
}

extension TransportProvider {
  package func listen(
    toKeysAt path: String, _ hear: @escaping @ReactorActor (KeyHearing) -> Void
  ) -> any KeyListening {
    EvdevListener(path: path, hear)
  }

  package func findKeyboards(_ found: @escaping @Sendable @ReactorActor ([KeyboardNode]) -> Void) {
    do throws(SystemError) {
      try BlockingCall.start("keyboards") {
        SysfsScan().keyboards()
      } _: {
        found($0)
      }
    } catch {
      // No thread to have: none is found.
      Reactor.shared.post { found([]) }
    }
  }
}
