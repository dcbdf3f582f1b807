/// `daemon.metrics`: all counters as Prometheus text.
package struct DaemonMetrics: Request, Hashable {
  package static let method = "daemon.metrics"
  package static let params: [Field] = []
  package static let reply: Schema = .object([Field("text", .string, "Prometheus text format, version 0.0.4.")])

  package init() {}

  package struct Reply: Codable, Hashable, Sendable {
    package var text: String

    package init(text: String) {
      self.text = text
    }
  }
}
