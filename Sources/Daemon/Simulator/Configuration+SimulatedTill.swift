import Drivers
import PosModel
import Reactor
import Simulator

extension Configuration {
  /// Gives the devices of the simulated till their names, as `[[device]]` entries after those of the files; a name that
  /// the files have given stays theirs.
  @ReactorActor package func adding(_ till: SimulatedTill) -> Configuration {
    var configuration = self
    let taken = Set(devices.compactMap(\.name) + stations.map(\.name))
    for entry in till.entries {
      guard let name = entry.name, !taken.contains(name) else { continue }
      configuration.devices.append(entry)
    }
    return configuration
  }
}

extension SimulatedTill {
  fileprivate var entries: [ConfiguredDevice] {
    devices.map { entry($0.attachment, $0.name, $0.deviceClass) }
      + drawers.map { entry($0.printer.attachment, $0.name, .cashDrawer) }
  }

  private func entry(
    _ attachment: SimulatedAttachment, _ name: String, _ deviceClass: DeviceClass
  ) -> ConfiguredDevice {
    switch attachment {
    case .usb(let usb, _):
      let match = ConfiguredMatch(vendorID: usb.vendorID, productID: usb.productID, serial: usb.serial)
      return ConfiguredDevice(.match(match), name: name, class: deviceClass)
    case .tcp(let host, let port):
      return ConfiguredDevice(.tcp(host: host, port: port), name: name, class: deviceClass)
    }
  }
}
