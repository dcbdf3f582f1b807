import Drivers
import PosModel
import Transports

/// What the entries of the configuration say of a unit.
extension UnitPlanner {
  // MARK: Configured and never seen

  /// What the entries for one place say together. nil where nothing tells what the device will be; it is listed when it is
  /// plugged in.
  func placeholder(_ entries: [ConfiguredDevice]) -> UnitPlan? {
    guard let entry = entries.first, case .match(let match) = entry.attachment,
      let driver = driver(entries, match.link ?? .usb, match)
    else { return nil }
    let unit: String
    switch (match.vendorID, match.productID, match.serial, match.port, entry.name) {
    case (let vendor?, let product?, let serial?, _, _): unit = "usb-\(hex(vendor)):\(hex(product))-\(serial)"
    case (let vendor?, let product?, nil, let port?, _): unit = "usb-\(hex(vendor)):\(hex(product))@\(port)"
    case (_, _, _, _, let name?): unit = "configured-\(name)"
    default: return nil
    }
    let link = match.link ?? driver.defaultLink
    let transport = TransportDescription(
      kind: Self.kind(of: link), vid: match.vendorID.map { hex($0) }, pid: match.productID.map { hex($0) },
      port: match.port)
    var plan = UnitPlan(
      unit: unit, driver: driver.name, classes: driver.classes, names: names(driver.classes, entries),
      settings: settings(entries, driver: driver, link: link), transport: transport, serial: match.serial,
      entries: entries)
    if plan.settings.profile != nil { plan.profileOrigin = model(entries, of: nil, known: nil).origin }
    return withDrawers(plan)
  }

  // MARK: What entries say

  func driver(
    _ entries: [ConfiguredDevice], _ link: LinkKind, _ match: ConfiguredMatch? = nil
  ) -> (any Driver.Type)? {
    if let name = entries.lazy.compactMap(\.driver).first { return drivers.first { $0.name == name } }
    if let vendor = match?.vendorID, let product = match?.productID,
      let rule = DeviceTable.rules.first(where: { $0.vendorID == vendor && $0.productID == product && $0.driver != nil }
      ),
      let known = drivers.first(where: { $0.name == rule.driver })
    {
      return known
    }
    if link == .evdev { return drivers.first { $0.name == HIDKeyboardScanner.name } }
    guard let deviceClass = entries.lazy.compactMap({ $0.class ?? Self.guess($0) }).first else { return nil }
    // A drawer alone on a line is taken by a word only: without one, it hangs on a printer.
    let able = drivers.filter { $0.classes.contains(deviceClass) && $0.name != SerialDrawer.name }
    let isStream = link == .tcp || link == .serial
    return able.first { $0.defaultLink == link } ?? able.first { isStream && $0.defaultLink == .serial } ?? able.first
  }

  private static func guess(_ entry: ConfiguredDevice) -> DeviceClass? {
    guard case .match(let match) = entry.attachment else { return nil }
    if entry.keyboard != ConfiguredKeyboard() || entry.framing != nil || entry.maker != nil || entry.codeIDs != nil
      || match.hid != nil
      || match.interface?.classCode == 3
    {
      return .scanner
    }
    if entry.encoding != nil || entry.profile != nil || entry.columns != nil || entry.paper != nil
      || match.interface?.classCode == 7
    {
      return .posPrinter
    }
    return nil
  }

  /// An entry names the device of its class; one without a class names the first.
  func names(_ classes: [DeviceClass], _ entries: [ConfiguredDevice]) -> [DeviceClass: String] {
    var names: [DeviceClass: String] = [:]
    for entry in entries {
      guard let name = entry.name, let deviceClass = entry.class ?? classes.first, classes.contains(deviceClass) else {
        continue
      }
      if names[deviceClass] == nil { names[deviceClass] = name }
    }
    return names
  }

  /// `device` is what was discovered, `known` the profile that the device database gives it.
  func settings(
    _ entries: [ConfiguredDevice], driver: (any Driver.Type)?, link: LinkKind, quirks: Set<String> = [],
    of device: DiscoveredDevice? = nil, known: String? = nil
  ) -> DriverSettings {
    var settings = DriverSettings(quirks: quirks, link: link)
    for entry in entries.reversed() {
      entry.keyboard.apply(to: &settings.keyboard)
      if let encoding = entry.encoding { settings.encoding = encoding }
      if let framing = entry.framing { settings.framing = framing }
      if let maker = entry.maker { settings.maker = maker }
      if let codeIDs = entry.codeIDs { settings.codeIDs = codeIDs }
      if let level = entry.drawerOpenLevel { settings.drawerOpenLevel = level }
      if let leftOpen = entry.leftOpen { settings.leftOpen = leftOpen }
      settings.quirks.formUnion(entry.quirks)
    }
    if driver?.name == SerialDrawer.name, let entry = entries.first {
      settings.drawerKick = entry.kick ?? settings.drawerKick
      settings.drawerLine = entry.drawerLine
      let usual = DrawerPulse()
      settings.drawerPulse = DrawerPulse(
        pin: entry.pin ?? usual.pin, on: entry.pulse ?? usual.on, off: entry.pulseOff ?? usual.off)
    }
    if driver?.classes.contains(.posPrinter) == true { settings.profile = profile(entries, of: device, known: known) }
    return settings
  }
}
