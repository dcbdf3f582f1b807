import Drivers
import PosModel
import Transports

/// Says what units there should be, from what discovery sees and what the configuration says; pure.
struct UnitPlanner {
  let configuration: Configuration
  let drivers: [any Driver.Type]
  let choose: DriverChoice.Chooser

  /// `knownAs`: the units that each plugged device is already. `seen`: entries whose device is known, but not there now.
  func plans(
    for present: [DiscoveredDevice], knownAs: [UnitPlan.Plug: Set<String>], seen: Set<ConfiguredDevice>
  ) -> [UnitPlan] {
    var plans = discovered(present, knownAs)
    plans += configured()
    var known = seen
    for plan in plans { known.formUnion(plan.entries) }
    for entry in configuration.devices where !known.contains(entry) {
      guard let plan = placeholder(entry), !plans.contains(where: { $0.unit == plan.unit }) else { continue }
      plans.append(plan)
    }
    return plans
  }

  // MARK: USB

  private func discovered(_ present: [DiscoveredDevice], _ knownAs: [UnitPlan.Plug: Set<String>]) -> [UnitPlan] {
    let entries = configuration.devices.compactMap { entry -> (ConfiguredDevice, ConfiguredMatch)? in
      if case .match(let match) = entry.attachment { (entry, match) } else { nil }
    }
    var found: [(device: DiscoveredDevice, choice: DriverChoice, isKnown: Bool)] = []
    for device in present {
      let units = knownAs[UnitPlan.Plug(device)] ?? []
      for choice in choose(device, entries.map(\.1)) { found.append((device, choice, units.contains(choice.unit))) }
    }
    // Who was there first keeps its id and name when another one says that it is the same.
    let ordered = found.filter(\.isKnown) + found.filter { !$0.isKnown }
    var taken: Set<String> = []
    var named: Set<String> = []
    var plans: [UnitPlan] = []
    for (device, choice, _) in ordered {
      var plan = plan(device, choice, choice.configured.map { entries[$0].0 })
      if !taken.insert(plan.unit).inserted {
        plan.unit += "-port-\(device.port)"
        guard taken.insert(plan.unit).inserted else { continue }
      }
      plan.names = plan.names.filter { named.insert($0.value).inserted }
      plans.append(plan)
    }
    return plans
  }

  private func plan(_ device: DiscoveredDevice, _ choice: DriverChoice, _ entries: [ConfiguredDevice]) -> UnitPlan {
    let settings = settings(entries, link: choice.link, encoding: choice.encoding, quirks: choice.quirks)
    let classes = drivers.first { $0.name == choice.driver }?.classes ?? []
    let nodes = device.interfaces.first { $0.number == choice.interface }?.nodes ?? []
    let address: TransportAddress? =
      switch choice.link {
      case .usb: .usb(device, interface: choice.interface)
      case .hidraw: nodes.first { $0.kind == .hidraw }.map { .hidraw(device, path: $0.path) }
      case .evdev: nodes.first { $0.kind == .event }.map { .evdev(path: $0.path) }
      case .serial: tty(of: device, choice).map { .serial(SerialAddress(path: $0.path)) }
      case .tcp: nil
      }
    let path: String? =
      switch address {
      case .hidraw(_, let path), .evdev(let path): path
      case .serial(let address): address.path
      default: nil
      }
    let transport = TransportDescription(
      kind: Self.kind(of: choice.link), vid: hex(device.vendorID), pid: hex(device.productID), port: device.port,
      path: path)
    var plan = UnitPlan(
      unit: choice.unit, driver: choice.driver, classes: classes, settings: settings, address: address,
      plug: UnitPlan.Plug(device), transport: transport, vendor: choice.vendor ?? device.manufacturer,
      model: choice.model ?? device.product, serial: device.serial, entries: entries)
    plan.names = names(classes, entries)
    plan.options = TransportOptions(
      leaveUnbound: configuration.leaveUnbound && choice.link == .usb && !classes.isDisjoint(with: [.scanner, .msr]),
      quirks: settings.quirks)
    return plan
  }

  /// CDC-ACM has its tty on the control interface, which may not be the one with the data.
  private func tty(of device: DiscoveredDevice, _ choice: DriverChoice) -> DiscoveredDevice.Node? {
    let own = device.interfaces.filter { $0.number == choice.interface }
    return (own + device.interfaces).flatMap(\.nodes).first { $0.kind == .tty }
  }

  // MARK: Network and serial

  /// Entries with the same address are one unit: a printer and the drawer behind it.
  private func configured() -> [UnitPlan] {
    var groups: [(attachment: ConfiguredDevice.Attachment, entries: [ConfiguredDevice])] = []
    for entry in configuration.devices {
      if case .match = entry.attachment { continue }
      if let index = groups.firstIndex(where: { Self.isSame($0.attachment, entry.attachment) }) {
        groups[index].entries.append(entry)
      } else {
        groups.append((entry.attachment, [entry]))
      }
    }
    return groups.compactMap { plan($0.attachment, $0.entries) }
  }

  private static func isSame(_ one: ConfiguredDevice.Attachment, _ other: ConfiguredDevice.Attachment) -> Bool {
    if case .serial(let one) = one, case .serial(let other) = other { return one.path == other.path }
    return one == other
  }

  private func plan(_ attachment: ConfiguredDevice.Attachment, _ entries: [ConfiguredDevice]) -> UnitPlan? {
    let unit: String
    let address: TransportAddress
    let transport: TransportDescription
    let link: LinkKind
    switch attachment {
    case .tcp(let host, let port):
      (address, link) = (.tcp(host: host, port: port), .tcp)
      unit = "tcp-\(host):\(port)"
      transport = TransportDescription(
        kind: .tcp, address: host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)")
    case .serial(let serial):
      (address, link) = (.serial(serial), .serial)
      unit = "serial-" + (serial.path.split(separator: "/").last ?? "")
      transport = TransportDescription(kind: .serial, path: serial.path)
    case .match: return nil
    }
    guard let driver = driver(entries, link) else { return nil }
    var plan = UnitPlan(
      unit: unit, driver: driver.name, classes: driver.classes, names: names(driver.classes, entries),
      settings: settings(entries, link: link), address: address, transport: transport, entries: entries)
    plan.options.quirks = plan.settings.quirks
    return plan
  }

  // MARK: Configured and never seen

  /// nil where nothing tells what the device will be; it is listed when it is plugged in.
  private func placeholder(_ entry: ConfiguredDevice) -> UnitPlan? {
    guard case .match(let match) = entry.attachment, let driver = driver([entry], match.link ?? .usb) else {
      return nil
    }
    let unit: String
    switch (match.vendorID, match.productID, match.serial, entry.name) {
    case (let vendor?, let product?, let serial?, _): unit = "usb-\(hex(vendor)):\(hex(product))-\(serial)"
    case (_, _, _, let name?): unit = "configured-\(name)"
    default: return nil
    }
    let link = match.link ?? driver.defaultLink
    let transport = TransportDescription(
      kind: Self.kind(of: link), vid: match.vendorID.map { hex($0) }, pid: match.productID.map { hex($0) },
      port: match.port)
    return UnitPlan(
      unit: unit, driver: driver.name, classes: driver.classes, names: names(driver.classes, [entry]),
      settings: settings([entry], link: link), transport: transport, serial: match.serial, entries: [entry])
  }

  // MARK: What entries say

  private func driver(_ entries: [ConfiguredDevice], _ link: LinkKind) -> (any Driver.Type)? {
    if let name = entries.lazy.compactMap(\.driver).first { return drivers.first { $0.name == name } }
    guard let deviceClass = entries.lazy.compactMap({ $0.class ?? Self.guess($0) }).first else { return nil }
    let able = drivers.filter { $0.classes.contains(deviceClass) }
    let isStream = link == .tcp || link == .serial
    return able.first { $0.defaultLink == link } ?? able.first { isStream && $0.defaultLink == .serial } ?? able.first
  }

  private static func guess(_ entry: ConfiguredDevice) -> DeviceClass? {
    guard case .match(let match) = entry.attachment else { return nil }
    if entry.layout != nil || entry.framing != nil || match.hid != nil || match.interface?.classCode == 3 {
      return .scanner
    }
    if entry.encoding != nil || entry.profile != nil || match.interface?.classCode == 7 { return .posPrinter }
    return nil
  }

  /// An entry names the device of its class; one without a class names the first.
  private func names(_ classes: [DeviceClass], _ entries: [ConfiguredDevice]) -> [DeviceClass: String] {
    var names: [DeviceClass: String] = [:]
    for entry in entries {
      guard let name = entry.name, let deviceClass = entry.class ?? classes.first, classes.contains(deviceClass) else {
        continue
      }
      if names[deviceClass] == nil { names[deviceClass] = name }
    }
    return names
  }

  private func settings(
    _ entries: [ConfiguredDevice], link: LinkKind, encoding: String? = nil, quirks: Set<String> = []
  ) -> DriverSettings {
    var settings = DriverSettings(encoding: encoding, quirks: quirks, link: link)
    for entry in entries.reversed() {
      if let layout = entry.layout { settings.layout = layout }
      if let encoding = entry.encoding { settings.encoding = encoding }
      if let framing = entry.framing { settings.framing = framing }
      settings.quirks.formUnion(entry.quirks)
    }
    return settings
  }

  private static func kind(of link: LinkKind) -> TransportDescription.Kind {
    switch link {
    case .usb: .usb
    case .hidraw: .hidraw
    case .evdev: .evdev
    case .serial: .serial
    case .tcp: .tcp
    }
  }

  private func hex(_ number: UInt16) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }
}

extension [DeviceClass] {
  fileprivate func isDisjoint(with others: Set<DeviceClass>) -> Bool { others.isDisjoint(with: self) }
}
