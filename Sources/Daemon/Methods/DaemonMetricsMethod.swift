import PosModel
import PosProtocol
import Reactor

/// Reports all counters as Prometheus text.
enum DaemonMetricsMethod: Method {
  static let permission: Permission? = .observe
  static let summary = "Reports all counters as Prometheus text."

  static func call(_ params: DaemonMetrics, _ call: Call) throws(PosError) -> DaemonMetrics.Reply {
    DaemonMetrics.Reply(text: call.daemon.metrics)
  }
}
