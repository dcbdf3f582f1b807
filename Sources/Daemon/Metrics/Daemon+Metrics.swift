import Glibc
import PosModel
import Reactor

extension Daemon {
  /// Everything that is counted, as Prometheus text.
  package var metrics: String {
    var output = PrometheusText()
    for counter in counters.all {
      output.family("posd_\(Self.snakeCase(counter.name))_total", "counter", counter.help)
      output.sample("posd_\(Self.snakeCase(counter.name))_total", counter.value)
    }
    output.family("posd_dropped_input_total", "counter", "Input that nobody took in time")
    output.sample("posd_dropped_input_total", events.droppedInput)
    output.family("posd_sessions", "gauge", "Connected clients")
    output.sample("posd_sessions", sessions.count)
    output.family("posd_subscriptions", "gauge", "Event subscriptions of all clients")
    output.sample("posd_subscriptions", events.subscriptionCount)
    output.family("posd_uptime_seconds", "gauge", "Since the daemon started")
    output.sample("posd_uptime_seconds", Int((Reactor.now - started).components.seconds))
    let devices = devices.descriptions
    output.family("posd_device_ready", "gauge", "Whether the device can be used")
    for device in devices {
      output.sample(
        "posd_device_ready", device.state == .ready ? 1 : 0,
        [("device", device.id), ("name", device.name ?? ""), ("class", device.class.rawValue)])
    }
    output.family("posd_device_statistic_total", "counter", "The counters of each device")
    for device in devices {
      for (counter, value) in device.statistics.sorted(by: { $0.key < $1.key }) {
        output.sample("posd_device_statistic_total", value, [("device", device.id), ("counter", counter)])
      }
    }
    return moreMetrics.reduce(output.text) { $0 + $1() }
  }

  private static func snakeCase(_ name: String) -> String {
    name.reduce(into: "") { text, character in
      if character.isUppercase { text.append("_") }
      text += character.lowercased()
    }
  }
}
