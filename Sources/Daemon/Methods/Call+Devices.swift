import PosModel
import PosProtocol

extension Call {
  /// The device that a request names, to be used: the client has the permission of its class, and nobody else the claim.
  ///
  /// `stations` are names that the method takes too, told where there is nothing of that name.
  ///
  /// Throws `noSuchDevice`, `illegal` for another class, `permissionDenied`, `claimed`.
  package func usableDevice(
    _ idOrName: String, class wanted: DeviceClass? = nil, orStation stations: [String] = []
  ) throws(PosError) -> DeviceDescription {
    let device: DeviceDescription
    do throws(PosError) {
      device = try daemon.devices.find(idOrName)
    } catch {
      throw wanted.map { unknown(error, idOrName, $0, stations) } ?? error
    }
    if let wanted, device.class != wanted {
      throw PosError(
        .illegal, "\(idOrName) is a \(device.class.rawValue), and \(method) wants a \(wanted.rawValue)",
        remedy: choice(of: wanted, stations), device: device.id)
    }
    try require(device.class.usePermission)
    try daemon.claims.requireUsable(device.id, by: session)
    return device
  }

  /// With what could have been meant: the devices of that class, and the stations.
  private func unknown(
    _ error: PosError, _ name: String, _ wanted: DeviceClass, _ stations: [String]
  ) -> PosError {
    let devices = daemon.devices.descriptions.filter { $0.class == wanted }
    var error = error
    if let near = nearestWord(to: name, in: devices.flatMap { [$0.name, $0.id].compactMap(\.self) } + stations) {
      error.remedy = "did you mean \"\(near)\"?"
    } else {
      error.remedy = choice(of: wanted, stations)
    }
    return error
  }

  /// The devices of a class, and the stations.
  private func choice(of wanted: DeviceClass, _ stations: [String]) -> String {
    let devices = daemon.devices.descriptions.filter { $0.class == wanted }
    guard !devices.isEmpty || !stations.isEmpty else {
      return "there is no \(wanted.rawValue) at all: see posd devices"
    }
    let names = (devices.map { $0.name ?? $0.id } + stations.map { "\($0) (station)" }).prefix(20)
    return "there are: " + names.joined(separator: ", ")
  }

  /// The device that a request names, to be looked at only.
  package func observedDevice(_ idOrName: String) throws(PosError) -> DeviceDescription {
    try require(.observe)
    return try daemon.devices.find(idOrName)
  }
}

extension DeviceClass {
  /// What a client needs to claim and use a device of this class.
  package var usePermission: Permission {
    switch self {
    case .scanner: .input
    case .msr, .smartCardReader: .cards
    case .posPrinter: .print
    case .cashDrawer: .drawer
    case .lineDisplay, .speech: .display
    }
  }
}
