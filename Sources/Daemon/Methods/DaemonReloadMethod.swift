import PosModel
import PosProtocol
import Reactor

/// Reads the configuration again; a bad one changes nothing.
enum DaemonReloadMethod: Method {
  static let permission: Permission? = .admin
  static let summary = "Reads the configuration again; a bad one changes nothing."

  static func call(_ params: DaemonReload, _ call: Call) throws(PosError) -> DaemonReload.Reply {
    try call.daemon.reloadConfiguration()
    return Done()
  }
}
