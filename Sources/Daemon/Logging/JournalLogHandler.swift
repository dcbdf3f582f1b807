import Glibc
import Logging

/// Writes one line per message to standard error: `<6>message key=value`, with the priority for the journal
/// (sd-daemon(3)) where the journal listens, else with the level's name.
package struct JournalLogHandler: LogHandler {
  package var metadata: Logger.Metadata = [:]
  package var logLevel: Logger.Level = .info
  private let forJournal: Bool

  package init(level: Logger.Level = .info) {
    logLevel = level
    forJournal = getenv("JOURNAL_STREAM") != nil
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    var line = forJournal ? "<\(event.level.priority)>" : "\(event.level): "
    line += Self.oneLine("\(event.message)")
    let all = event.metadata.map { metadata.merging($0) { _, new in new } } ?? metadata
    for (key, value) in all.sorted(by: { $0.key < $1.key }) {
      line += " \(key)=\(Self.quoted("\(value)"))"
    }
    line += "\n"
    let bytes = Array(line.utf8)
    // Where a log line cannot be written there is nobody to tell.
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }

  private static func oneLine(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
  }

  private static func quoted(_ value: String) -> String {
    let clean = oneLine(value)
    guard clean.isEmpty || clean.contains(where: { $0 == " " || $0 == "\"" || $0 == "=" }) else { return clean }
    return "\"" + clean.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"") + "\""
  }
}

extension Logger.Level {
  /// syslog's priorities.
  fileprivate var priority: Int {
    switch self {
    case .trace, .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    case .critical: 2
    }
  }
}
