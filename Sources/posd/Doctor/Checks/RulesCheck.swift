import Daemon
import Drivers

/// Whether udev has the rules that this version and this configuration want.
enum RulesCheck: DoctorCheck {
  static let name = "rules"

  static func findings(in till: TillFacts) -> [Finding] {
    let wanted = till.configuration?.udevRules ?? UdevRules.text()
    let config = wanted == UdevRules.text() ? nil : till.configurationPath
    let remedy =
      "as root: posd rules\(config.map { " --config \($0)" } ?? "") >/etc/udev/rules.d/72-posd.rules && "
      + "udevadm control --reload && udevadm trigger"
    guard let file = till.rules.first else {
      return [
        problem(
          "the udev rules are not installed: posd's user cannot open devices, and scanners may type on the desktop",
          remedy)
      ]
    }
    if file.text == wanted { return [ok("\(file.path) is that of this version and configuration")] }
    if till.configuration == nil, till.configurationPath != nil {
      return [
        warning(
          "\(file.path) is there; what it should say is known when the configuration is accepted",
          "correct the configuration first")
      ]
    }
    if file.text == UdevRules.text() {
      return [
        warning(
          "\(file.path) lacks the devices that only the configuration names: posd may not open them, and scanners "
            + "that type are not taken from the kernel the moment they are plugged in", remedy)
      ]
    }
    return [
      warning(
        "\(file.path) is not what this version and configuration want: devices may be missing in it", remedy)
    ]
  }
}
