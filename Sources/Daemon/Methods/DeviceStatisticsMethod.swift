import PosModel
import PosProtocol
import Reactor

/// Counts what a device did since the daemon started.
enum DeviceStatisticsMethod: Method {
  static let permission: Permission? = .observe
  static let summary = "Counts what a device did since the daemon started."

  static func call(_ params: DeviceStatistics, _ call: Call) throws(PosError) -> DeviceStatistics.Reply {
    let device = try call.daemon.devices.find(params.device)
    var statistics = device.statistics
    if let dropped = call.daemon.events.droppedByDevice[device.id] { statistics["droppedInput"] = dropped }
    return statistics
  }
}
