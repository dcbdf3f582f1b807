import Daemon
import PosModel

/// What the checks of `posd doctor` look at, gathered once.
struct TillFacts: Sendable {
  /// The version of this program.
  var version = posdVersion
  /// The daemon's version, or why there is no word from it.
  var daemon: Result<String, PosError>
  /// None without a daemon.
  var devices: [DeviceDescription] = []
  /// Of the devices whose event node is grabbed, by their id.
  var nodes: [String: InputNode] = [:]
  /// Print jobs that somebody has to look at; nil without a daemon.
  var jobs: Result<[PrintJob], PosError>?
  /// What the daemon says of its print jobs.
  var notices: [DeviceReason] = []
  /// nil: there is none.
  var configurationPath: String?
  var configurationProblems: [String] = []
  /// nil where there is none, or none that can be read.
  var configuration: Configuration?
  /// The first is the one in force.
  var rules: [RulesFile] = []
  /// Where posd-render lies.
  var render: Result<String, PosError>
  /// The characters that it has no font for; nil where it was not asked.
  var missingChinese: Result<[String], PosError>?
  var state: StateFolder

  /// A file of udev rules by posd's name.
  struct RulesFile: Hashable, Sendable {
    var path: String
    var text: String
  }

  /// The folder of the print jobs, for the user whose it is to be.
  struct StateFolder: Hashable, Sendable {
    enum Access: Hashable, Sendable { case writable, missing, readOnly, forbidden, noFolder }

    var path: String
    var access: Access
    /// nil where it is not known.
    var freeBytes: UInt64?
  }
}
