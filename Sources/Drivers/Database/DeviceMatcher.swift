import HIDReports
import PosModel

/// Decides which driver takes which interface of a USB device: only what is known positively, or was configured.
package enum DeviceMatcher {
  /// One binding for each interface, in their order.
  package static func match(
    device: DiscoveredDevice, configured: [ConfiguredMatch] = [], rules: [DeviceRule] = DeviceTable.rules
  ) -> [InterfaceBinding] {
    var bindings = device.interfaces.map { bind($0, device, configured, rules) }
    // A composite unit that scans through HID POS keeps its keyboard for settings; one scanner is one device.
    let hasPOS = bindings.contains { $0.driver == HIDPOSScanner.name }
    for index in bindings.indices where hasPOS && bindings[index].driver == HIDKeyboardScanner.name {
      let named = bindings[index].configured.contains { configured[$0].interface != nil || configured[$0].hid != nil }
      if named { continue }
      bindings[index] = InterfaceBinding(
        interface: bindings[index].interface, model: bindings[index].model,
        why: "left alone: the unit's HID POS interface delivers its scans")
    }
    return bindings
  }

  private static func bind(
    _ interface: DiscoveredDevice.Interface, _ device: DiscoveredDevice, _ configured: [ConfiguredMatch],
    _ rules: [DeviceRule]
  ) -> InterfaceBinding {
    let entries = configured.indices.compactMap { index in
      configured[index].specificity(device, interface).map { (index, $0) }
    }.sorted { ($1.1.rawValue, $0.0) < ($0.1.rawValue, $1.0) }
    let fitting = rules.compactMap { rule in rule.specificity(device, interface).map { (rule, $0) } }
    // Not `max`, which takes the last of equals.
    let best = fitting.reduce(nil as (DeviceRule, Specificity)?) { best, next in
      if let best, best.1 >= next.1 { best } else { next }
    }
    guard let entry = entries.first else { return byTable(interface, best?.0) }
    return byConfiguration(interface, configured[entry.0], entries.map(\.0), best?.0)
  }

  // MARK: The table

  private static func byTable(_ interface: DiscoveredDevice.Interface, _ rule: DeviceRule?) -> InterfaceBinding {
    guard let rule else {
      return InterfaceBinding(interface: interface.number, why: "left alone: " + unknown(interface))
    }
    let row = "\(rule.id) \(rule.model)"
    var binding = InterfaceBinding(
      interface: interface.number, model: rule.vendorID == nil ? nil : rule.model, support: rule.support, why: "")
    if rule.isChip {
      binding.why =
        "left alone: \(rule.id) is a chip that is in many products; name this one in the configuration"
      return binding
    }
    guard let driver = rule.driver, rule.support == .supported || rule.support == .shouldwork else {
      binding.why = "left alone: \(row): \(rule.reason ?? rule.support.rawValue)"
      return binding
    }
    let link = link(driver, rule.link, interface)
    if let misfit = misfit(driver, link, interface, rule) {
      binding.why = "left alone: \(row): \(misfit)"
      return binding
    }
    binding.driver = driver
    binding.link = link
    binding.node = node(link, interface)
    binding.profile = rule.profile
    binding.quirks = rule.quirks.union(implied(driver, interface))
    binding.why = "device database: \(row)"
    return binding
  }

  private static func unknown(_ interface: DiscoveredDevice.Interface) -> String {
    if interface.classCode == 0x0A { return "the data half of a serial port" }
    let usages = interface.topLevelUsages ?? []
    if interface.classCode == 0x03, interface.protocol == 1 || usages.contains(.keyboard) {
      return "a keyboard that nobody configured; if it is a scanner, name it in the configuration"
    }
    return "nothing in the device database or the configuration means it"
  }

  // MARK: The configuration

  private static func byConfiguration(
    _ interface: DiscoveredDevice.Interface, _ entry: ConfiguredMatch, _ places: [Int], _ rule: DeviceRule?
  ) -> InterfaceBinding {
    var binding = InterfaceBinding(
      interface: interface.number, model: rule?.vendorID == nil ? nil : rule?.model, support: rule?.support,
      configured: places, why: "")
    let source = "configured by \(entry.summary)"
    if entry.driver == ConfiguredMatch.noDriver {
      binding.why = "left alone: \(source) as none of posd's devices"
      return binding
    }
    guard let driver = entry.driver ?? rule?.driver ?? guess(interface, entry.class) else {
      binding.why =
        "left alone: \(source), but no driver fits: "
        + (rule?.reason ?? "interface \(pattern(interface)) is none that posd knows")
      return binding
    }
    if let wanted = entry.class, entry.driver == nil, let found = builtinDrivers.first(where: { $0.name == driver }),
      !found.classes.contains(wanted)
    {
      binding.why = "left alone: \(source) as \(wanted.rawValue), but the interface is a \(driver)"
      return binding
    }
    let link = link(driver, entry.link ?? rule?.link, interface)
    if let misfit = misfit(driver, link, interface, rule) {
      binding.why = "left alone: \(source), but \(misfit)"
      return binding
    }
    binding.driver = driver
    binding.link = link
    binding.node = node(link, interface)
    binding.profile = entry.profile ?? rule?.profile
    binding.quirks = (rule?.quirks ?? []).union(implied(driver, interface))
    binding.why = source
    return binding
  }

  /// The driver of an interface that the configuration means, without a word on the driver.
  private static func guess(_ interface: DiscoveredDevice.Interface, _ wanted: DeviceClass?) -> String? {
    let usages = interface.topLevelUsages ?? []
    if usages.contains(.barcodeScanner) { return HIDPOSScanner.name }
    if interface.classCode == 0x03, interface.protocol == 1 || usages.contains(.keyboard) || usages.contains(.keypad) {
      return HIDKeyboardScanner.name
    }
    if interface.classCode == 0x07 { return EscPosPrinter.name }
    if interface.node(.tty) != nil {
      return wanted == .posPrinter || wanted == .cashDrawer ? EscPosPrinter.name : SerialScanner.name
    }
    return nil
  }

  // MARK: What fits

  private static func link(_ driver: String, _ wanted: LinkKind?, _ interface: DiscoveredDevice.Interface) -> LinkKind {
    if let wanted { return wanted }
    if interface.node(.tty) != nil { return .serial }
    return builtinDrivers.first { $0.name == driver }?.defaultLink ?? .usb
  }

  private static func node(_ link: LinkKind, _ interface: DiscoveredDevice.Interface) -> String? {
    switch link {
    case .serial: interface.node(.tty)
    case .hidraw: interface.node(.hidraw)
    case .evdev: interface.node(.event)
    case .usb, .tcp: nil
    }
  }

  /// Why this interface is not one for the driver; a HID interface without descriptor is taken at its word.
  private static func misfit(
    _ driver: String, _ link: LinkKind, _ interface: DiscoveredDevice.Interface, _ rule: DeviceRule?
  ) -> String? {
    let usages = interface.topLevelUsages
    switch driver {
    case HIDKeyboardScanner.name:
      let hasKeys = usages.map { $0.contains(.keyboard) || $0.contains(.keypad) } ?? (interface.protocol != 2)
      if interface.classCode != 0x03 || !hasKeys { return "interface \(pattern(interface)) has no keys" }
    case HIDPOSScanner.name:
      if interface.classCode != 0x03 || !(usages?.contains { $0.page == 0x8C } ?? (interface.protocol == 0)) {
        return "interface \(pattern(interface)) is not HID POS (page 008c)"
      }
    case OEMScanner.name:
      // Scales and flash loaders sit beside it.
      if let usages, !usages.contains(where: { OEMScanner.usages.contains($0.id) }) {
        return "interface \(pattern(interface)) is no scanner of IBM's tills (usage 4a00 or 4b00)"
      }
    default: break
    }
    let isNodeMissing = node(link, interface) == nil
    switch link {
    case .serial where isNodeMissing: return "it has no serial port (tty) yet"
    case .hidraw where isNodeMissing: return "it has no hidraw node yet"
    case .evdev where isNodeMissing: return "it has no event node yet"
    default: return nil
    }
  }

  /// What the interface itself tells the driver.
  private static func implied(_ driver: String, _ interface: DiscoveredDevice.Interface) -> Set<String> {
    if interface.classCode == 0x02 { return ["cdc"] }
    if driver == EscPosPrinter.name, interface.classCode == 0xFF { return ["vendor-class"] }
    return []
  }

  private static func pattern(_ interface: DiscoveredDevice.Interface) -> InterfacePattern {
    InterfacePattern(interface.classCode, interface.subclass, interface.protocol)
  }
}
