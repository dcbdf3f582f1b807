import PosModel

/// The traffic of one link as a `.posdrec` file holds it (docs/recordings.md).
package struct Recording: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    /// Since the recording began.
    package var time: Duration
    package var traffic: Traffic

    package init(time: Duration, traffic: Traffic) {
      self.time = time
      self.traffic = traffic
    }
  }

  package enum Traffic: Hashable, Sendable {
    case open
    case request(LinkRequest)
    case recover(RecoveryStep)
    case close
    case event(LinkEvent)

    /// Whether it comes from the daemon.
    package var isOutbound: Bool {
      if case .event = self { false } else { true }
    }
  }

  package var transport: TransportDescription
  package var mask: RecordingMask
  package var entries: [Entry]

  package init(transport: TransportDescription, mask: RecordingMask, entries: [Entry] = []) {
    self.transport = transport
    self.mask = mask
    self.entries = entries
  }

  /// The whole file.
  package var text: String {
    var text = header
    for entry in entries { text += RecordingLine.text(entry) + "\n" }
    return text
  }

  /// The lines before the first entry.
  package var header: String {
    var lines = [Self.firstLine, "mask \(mask.rawValue)", "transport \(transport.kind.rawValue)"]
    for (name, value) in [
      ("vid", transport.vid), ("pid", transport.pid), ("port", transport.port), ("path", transport.path),
      ("address", transport.address),
    ] {
      if let value { lines.append("\(name) \(RecordingLine.escaped(value))") }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  static let firstLine = "posdrec 1"
}
