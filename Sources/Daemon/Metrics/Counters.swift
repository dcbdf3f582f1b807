/// What the daemon counts since its start.
package struct Counters: Sendable {
  package var connections = 0
  package var turnedAway = 0
  package var requests = 0
  package var failed = 0
  package var refused = 0
  package var overflows = 0
  package var events = 0
  package var reloads = 0

  package init() {}

  /// By the words of `daemon.status`, in order.
  package var all: [(name: String, help: String, value: Int)] {
    [
      ("connections", "Clients that were accepted", connections),
      ("turnedAway", "Clients turned away for too many connections", turnedAway),
      ("requests", "Requests and notifications that were read", requests),
      ("failed", "Requests that were answered with an error", failed),
      ("refused", "Requests without permission", refused),
      ("overflows", "Clients that were cut because they did not read", overflows),
      ("events", "Events of all devices", events),
      ("reloads", "Reloads of the configuration", reloads),
    ]
  }
}
