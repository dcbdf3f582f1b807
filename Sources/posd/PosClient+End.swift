import PosClient
import PosModel
import Reactor

extension PosClient {
  /// Waits for the end of the connection, and throws why it came.
  @ReactorActor
  func end() async throws(PosError) {
    let error = await withCheckedContinuation { (continuation: CheckedContinuation<PosError?, Never>) in
      onClose = { continuation.resume(returning: $0) }
    }
    if let error { throw error }
  }
}
