import Drivers
import EscPos
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
    for printer in till.devices.compactMap(\.printer) { configuration.printers.add(printer.profile) }
    till.addDrawers(of: devices)
    return configuration
  }
}

extension SimulatedTill {
  fileprivate var entries: [ConfiguredDevice] {
    devices.map { entry($0.attachment, $0.name, $0.deviceClass, $0.printer?.profile.id) }
      + drawers.map { entry($0.printer.attachment, $0.name, .cashDrawer) }
  }

  /// A drawer at pin 5 that the configuration names is there to be kicked.
  fileprivate func addDrawers(of entries: [ConfiguredDevice]) {
    for printer in devices where printer.printer != nil {
      let place = entry(printer.attachment, printer.name, .posPrinter)
      for drawer in entries where drawer.class == .cashDrawer && drawer.pin == 5 && drawer.isPlaced(as: place) {
        if let name = drawer.name { addDrawer(name, on: printer) }
      }
    }
  }

  private func entry(
    _ attachment: SimulatedAttachment, _ name: String, _ deviceClass: DeviceClass, _ profile: String? = nil
  ) -> ConfiguredDevice {
    var entry: ConfiguredDevice
    switch attachment {
    case .usb(let usb, _):
      // Another scanner may be plugged in there: it keeps the serial number.
      let match =
        deviceClass == .scanner
        ? ConfiguredMatch(serial: usb.serial)
        : ConfiguredMatch(vendorID: usb.vendorID, productID: usb.productID, serial: usb.serial)
      entry = ConfiguredDevice(.match(match), name: name, class: deviceClass)
    case .tcp(let host, let port):
      entry = ConfiguredDevice(.tcp(host: host, port: port), name: name, class: deviceClass)
    }
    entry.profile = profile
    return entry
  }
}
