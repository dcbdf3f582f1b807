import PosModel

/// Devices that cannot be used now, each with its reason.
enum DevicesCheck: DoctorCheck {
  static let name = "devices"

  static func findings(in till: TillFacts) -> [Finding] {
    guard case .success = till.daemon else { return [] }
    let unwell = till.devices.compactMap(finding)
    let ready = till.devices.count { $0.state == .ready }
    if till.devices.isEmpty {
      return [
        warning(
          "posd has no device: nothing that it knows is plugged in, and the configuration names none",
          "posd scanner identify finds a scanner; docs/devices.md lists what posd takes by itself")
      ]
    }
    return (ready > 0 ? [ok("\(ready) of \(till.devices.count) ready")] : []) + unwell
  }

  private static func finding(_ device: DeviceDescription) -> Finding? {
    let name = device.name ?? device.id
    let who = "\(device.class.rawValue) \(name)"
    let reason = device.reason.map { ": \($0.message)" } ?? ""
    switch device.state {
    case .ready: return nil
    case .faulted:
      return problem("\(who) cannot be used\(reason)", device.reason?.remedy ?? "posd device \(name)")
    case .opening:
      return warning("\(who) is being opened\(reason)", device.reason?.remedy ?? "look again in a few seconds")
    // Who was never given a name is missed by nobody.
    case .absent where device.name == nil: return nil
    case .absent:
      return warning(
        "\(who) is not there\(reason)",
        device.reason?.remedy ?? "plug it in and switch it on, or take it out of the configuration")
    }
  }
}
