import Logging
import Synchronization

/// Keeps log lines for the test to read.
final class LogRecorder: LogHandler, Sendable {
  private let kept = Mutex<[String]>([])
  let metadataStore = Mutex<Logger.Metadata>([:])

  var lines: [String] { kept.withLock(\.self) }

  var metadata: Logger.Metadata {
    get { metadataStore.withLock(\.self) }
    set { metadataStore.withLock { $0 = newValue } }
  }
  var logLevel: Logger.Level {
    get { .trace }
    set { _ = newValue }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let values = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    kept.withLock { $0.append("\(event.level) \(event.message)\(values)") }
  }
}
