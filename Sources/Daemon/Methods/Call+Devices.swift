import PosModel
import PosProtocol

extension Call {
  /// The device that a request names, to be used: the client has the permission of its class, and nobody else the claim.
  ///
  /// Throws `noSuchDevice`, `illegal` for another class, `permissionDenied`, `claimed`.
  package func usableDevice(
    _ idOrName: String, class wanted: DeviceClass? = nil
  ) throws(PosError) -> DeviceDescription {
    let device = try daemon.devices.find(idOrName)
    if let wanted, device.class != wanted {
      throw PosError(
        .illegal, "\(idOrName) is a \(device.class.rawValue), and \(method) wants a \(wanted.rawValue)",
        device: device.id)
    }
    try require(device.class.usePermission)
    try daemon.claims.requireUsable(device.id, by: session)
    return device
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
