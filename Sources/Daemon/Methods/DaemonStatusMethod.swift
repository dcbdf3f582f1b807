import Glibc
import PosModel
import PosProtocol
import Reactor

/// Tells what the daemon is doing.
enum DaemonStatusMethod: Method {
  static let permission: Permission? = .observe
  static let summary = "Tells what the daemon is doing."

  static func call(_ params: DaemonStatus, _ call: Call) throws(PosError) -> DaemonStatus.Reply {
    let daemon = call.daemon
    var devices: [String: Int] = [:]
    for device in daemon.devices.descriptions { devices[device.state.rawValue, default: 0] += 1 }
    var counters = Dictionary(
      daemon.counters.all.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    counters["droppedInput"] = daemon.events.droppedInput
    return DaemonStatus.Reply(
      version: Daemon.version, epoch: daemon.events.epoch, pid: Int(getpid()),
      uptimeSeconds: Int((Reactor.now - daemon.started).components.seconds), sessions: daemon.sessions.count,
      subscriptions: daemon.events.subscriptionCount, devices: devices, lastEvent: daemon.events.position.seq,
      counters: counters, stateFolder: daemon.stateFolder, notices: daemon.printing?.notices)
  }
}
