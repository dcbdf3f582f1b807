import Drivers
import PosModel
import Transports

/// Says what units there should be, from what discovery sees and what the configuration says; pure.
struct UnitPlanner {
  let configuration: Configuration
  let drivers: [any Driver.Type]
  let choose: DriverChoice.Chooser
  var learned = Learned()

  /// `knownAs`: the units that each plugged device is already. `seen`: entries whose device is known, but not there now.
  func plans(
    for present: [DiscoveredDevice], knownAs: [UnitPlan.Plug: Set<String>], seen: Set<ConfiguredDevice>
  ) -> [UnitPlan] {
    var plans = discovered(present, knownAs)
    plans += configured()
    var known = seen
    for plan in plans { known.formUnion(plan.entries) }
    let unknown = configuration.devices.filter { !known.contains($0) }
    for entry in unknown {
      guard let first = placeholder([entry]), !plans.contains(where: { $0.unit == first.unit }) else { continue }
      plans.append(placeholder(unknown.filter { placeholder([$0])?.unit == first.unit }) ?? first)
    }
    return plans.map { applyingLearned($0) }
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
    // Who was there first keeps its id and name when another one says that it is the same; two that come together
    // are told apart by their ports.
    let ordered = found.filter(\.isKnown) + found.filter { !$0.isKnown }
    var taken: Set<String> = []
    var named: Set<String> = []
    var plans: [UnitPlan] = []
    for (device, choice, isKnown) in ordered {
      var plan = plan(device, choice, choice.configured.map { entries[$0].0 })
      let isShared = found.count { $0.choice.unit == choice.unit } > 1
      if isShared, !isKnown || taken.contains(choice.unit) { plan.unit = choice.unitByPort }
      guard taken.insert(plan.unit).inserted else { continue }
      plan.keepNames { named.insert($0).inserted }
      plans.append(plan)
    }
    return plans
  }

  private func plan(_ device: DiscoveredDevice, _ choice: DriverChoice, _ entries: [ConfiguredDevice]) -> UnitPlan {
    let driver = drivers.first { $0.name == choice.driver }
    let settings = settings(
      entries, driver: driver, link: choice.link, quirks: choice.quirks, of: device, known: choice.profile)
    let classes = driver?.classes ?? []
    let address: TransportAddress? =
      switch choice.link {
      case .usb: .usb(device, interface: choice.interface)
      case .hidraw: choice.node.map { .hidraw(device, path: $0) }
      case .evdev: choice.node.map { .evdev(path: $0) }
      case .serial: choice.node.map { .serial(SerialAddress(path: $0)) }
      case .tcp: nil
      }
    let transport = TransportDescription(
      kind: Self.kind(of: choice.link), vid: hex(device.vendorID), pid: hex(device.productID), port: device.port,
      path: choice.node)
    var plan = UnitPlan(
      unit: choice.unit, driver: choice.driver, classes: classes, settings: settings, address: address,
      plug: UnitPlan.Plug(device), transport: transport, vendor: device.manufacturer,
      model: choice.model ?? device.product, serial: device.serial, entries: entries)
    plan.names = names(classes, entries)
    if settings.profile != nil { plan.profileOrigin = model(entries, of: device, known: choice.profile).origin }
    plan.options = TransportOptions(
      leaveUnbound: configuration.leaveUnbound && choice.link == .usb && !classes.isDisjoint(with: [.scanner, .msr]),
      quirks: settings.quirks)
    return withDrawers(plan)
  }

  // MARK: Network and serial

  /// Entries with the same address are one unit: a printer and the drawer behind it.
  private func configured() -> [UnitPlan] {
    var groups: [(attachment: ConfiguredDevice.Attachment, entries: [ConfiguredDevice])] = []
    for entry in configuration.devices {
      if case .match = entry.attachment { continue }
      if let index = groups.firstIndex(where: { $0.entries[0].isPlaced(as: entry) }) {
        groups[index].entries.append(entry)
      } else {
        groups.append((entry.attachment, [entry]))
      }
    }
    return groups.compactMap { plan($0.attachment, $0.entries) }
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
    case .evdev(let path):
      (address, link) = (.evdev(path: path), .evdev)
      unit = "evdev-" + (path.split(separator: "/").last ?? "")
      transport = TransportDescription(kind: .evdev, path: path)
    case .match: return nil
    }
    guard let driver = driver(entries, link) else { return nil }
    var plan = UnitPlan(
      unit: unit, driver: driver.name, classes: driver.classes, names: names(driver.classes, entries),
      settings: settings(entries, driver: driver, link: link), address: address, transport: transport, entries: entries)
    if plan.settings.profile != nil { plan.profileOrigin = model(entries, of: nil, known: nil).origin }
    plan.options.quirks = plan.settings.quirks
    return withDrawers(plan)
  }

  static func kind(of link: LinkKind) -> TransportDescription.Kind {
    switch link {
    case .usb: .usb
    case .hidraw: .hidraw
    case .evdev: .evdev
    case .serial: .serial
    case .tcp: .tcp
    }
  }

  func hex(_ number: UInt16) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }
}

extension [DeviceClass] {
  fileprivate func isDisjoint(with others: Set<DeviceClass>) -> Bool { others.isDisjoint(with: self) }
}
