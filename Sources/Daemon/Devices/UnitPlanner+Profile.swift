import EscPos
import PosModel

extension UnitPlanner {
  /// What a printer is: by the entry that names its profile, else by what it says of itself, else by the device database,
  /// else the generic one; and then what the entries say over that.
  func profile(_ entries: [ConfiguredDevice], of device: DiscoveredDevice?, known: String?) -> PrinterProfile {
    let printers = configuration.printers
    let configured = entries.lazy.compactMap(\.profile).first
    let matched = device.flatMap { device in
      printers.match(usb: hex(device.vendorID) + ":" + hex(device.productID), product: device.product)
    }
    var profile =
      configured.flatMap { printers.named($0) } ?? matched ?? known.flatMap { printers.named($0) } ?? printers.generic
    if let paper = entries.lazy.compactMap(\.paper).first { profile = profile.with(paper: paper) }
    if let columns = entries.lazy.compactMap(\.columns).first { profile = profile.with(columns: columns) }
    if let encoding = entries.lazy.compactMap(\.encoding).first { profile = profile.with(encoding: encoding) }
    if let pins = entries.lazy.compactMap(\.drawerPins).first { profile = profile.with(drawerPins: pins) }
    return profile
  }
}
