import PosModel

/// Whether a daemon answers, and whether it is of this version.
enum DaemonCheck: DoctorCheck {
  static let name = "daemon"

  static func findings(in till: TillFacts) -> [Finding] {
    switch till.daemon {
    case .success(let version) where version == till.version: [ok("posd \(version) answers")]
    case .success(let version):
      [
        warning(
          "posd \(version) answers, and this program is \(till.version): the daemon was not restarted since the update",
          "systemctl restart posd")
      ]
    case .failure(let error) where error.code == .offline:
      [
        problem(
          "posd is not running: no POS program has a device" + (error.cause.map { " (\($0))" } ?? ""),
          "systemctl start posd; why it ended: journalctl -u posd")
      ]
    case .failure(let error): [problem(error.message, error.remedy ?? "see its log: journalctl -u posd")]
    }
  }
}
