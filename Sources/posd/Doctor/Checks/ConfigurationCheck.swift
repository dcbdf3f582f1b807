import Daemon

/// Whether the daemon would take the configuration at its next start.
enum ConfigurationCheck: DoctorCheck {
  static let name = "configuration"

  static func findings(in till: TillFacts) -> [Finding] {
    guard let path = till.configurationPath else {
      return [ok("there is no \(Configuration.standardPath): posd takes the devices that its database knows")]
    }
    if till.configurationProblems.isEmpty {
      let count = till.configuration?.devices.count ?? 0
      return [ok("\(path): \(count) device\(count == 1 ? "" : "s") named")]
    }
    return till.configurationProblems.map {
      problem("\($0): posd does not start with it", "correct it, then systemctl restart posd")
    }
  }
}
