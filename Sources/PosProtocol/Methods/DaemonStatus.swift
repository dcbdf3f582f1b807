import PosModel

/// `daemon.status`: what the daemon is doing, for people and for monitoring.
package struct DaemonStatus: Request, Hashable {
  package static let method = "daemon.status"
  package static let params: [Field] = []
  package static let reply: Schema = .object([
    Field("version", .string, "posd's version."),
    Field("epoch", .string, "Changes at every start of the daemon."),
    Field("pid", .integer(minimum: 1), "Its process."),
    Field("uptimeSeconds", .integer(minimum: 0), "Since the daemon started."),
    Field("sessions", .integer(minimum: 0), "Connected clients, this one among them."),
    Field("subscriptions", .integer(minimum: 0), "Event subscriptions of all clients."),
    Field("devices", .map(.integer), "How many devices are in which state."),
    Field("lastEvent", .integer(minimum: 0), "The number of the last event."),
    Field("counters", .map(.integer), "Events, requests, refusals, lost input and the like since the start."),
    Field("stateFolder", .nullable(.string), "Where print jobs and what was learned are kept.", optional: true),
    Field(
      "notices", .nullable(.array(.shared("DeviceReason"))),
      "What somebody should know of the print jobs: why none can be kept, what was saved of a damaged file.",
      optional: true),
  ])

  package init() {}

  package struct Reply: Codable, Hashable, Sendable {
    package var version: String
    package var epoch: String
    package var pid: Int
    package var uptimeSeconds: Int
    package var sessions: Int
    package var subscriptions: Int
    package var devices: [String: Int]
    package var lastEvent: UInt64
    package var counters: [String: Int]
    package var stateFolder: String?
    package var notices: [DeviceReason]?

    package init(
      version: String, epoch: String, pid: Int, uptimeSeconds: Int, sessions: Int, subscriptions: Int,
      devices: [String: Int], lastEvent: UInt64, counters: [String: Int], stateFolder: String? = nil,
      notices: [DeviceReason]? = nil
    ) {
      self.version = version
      self.epoch = epoch
      self.pid = pid
      self.uptimeSeconds = uptimeSeconds
      self.sessions = sessions
      self.subscriptions = subscriptions
      self.devices = devices
      self.lastEvent = lastEvent
      self.counters = counters
      self.stateFolder = stateFolder
      self.notices = notices
    }
  }
}
