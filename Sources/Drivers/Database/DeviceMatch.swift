import HIDReports
import PosModel

/// How exactly a rule or a configured entry means a device; the higher one wins, among equals the first.
package enum Specificity: Int, Comparable, Hashable, Sendable {
  /// A table row by interface class or HID usage alone.
  case classOrUsage = 1
  /// A table row for all products of a vendor.
  case vendor
  case vendorProduct
  case vendorProductInterface
  case vendorProductStrings
  /// A configured entry without serial number and port.
  case configured
  /// A configured entry with serial number or port.
  case pinned

  package static func < (left: Specificity, right: Specificity) -> Bool { left.rawValue < right.rawValue }
}

extension DeviceRule {
  /// How exactly the rule means this interface; nil if it does not.
  package func specificity(_ device: DiscoveredDevice, _ interface: DiscoveredDevice.Interface) -> Specificity? {
    if let vendorID, vendorID != device.vendorID { return nil }
    if let productID, productID != device.productID { return nil }
    if let pattern = self.interface, !pattern.matches(interface) { return nil }
    // A claimed interface shows no descriptor; a row that knows the product does not need it.
    if let hid, !(interface.topLevelUsages?.contains(hid) ?? (productID != nil && interface.classCode == 0x03)) {
      return nil
    }
    if let product, !(device.product ?? "").containsIgnoringCase(product) { return nil }
    guard vendorID != nil else { return self.interface == nil && hid == nil ? nil : .classOrUsage }
    guard productID != nil else { return .vendor }
    if product != nil { return .vendorProductStrings }
    return self.interface != nil || hid != nil ? .vendorProductInterface : .vendorProduct
  }
}

extension ConfiguredMatch {
  /// How exactly the entry means this interface; nil if it does not.
  package func specificity(_ device: DiscoveredDevice, _ interface: DiscoveredDevice.Interface) -> Specificity? {
    if self.vendorID == nil && productID == nil && serial == nil && port == nil && product == nil
      && self.interface == nil && hid == nil
    {
      return nil
    }
    if let vendorID, vendorID != device.vendorID { return nil }
    if let productID, productID != device.productID { return nil }
    if let serial, serial != device.serial { return nil }
    if let port, port != device.port { return nil }
    if let product, !(device.product ?? "").containsIgnoringCase(product) { return nil }
    if let pattern = self.interface, !pattern.matches(interface) { return nil }
    let isPinned = serial != nil || port != nil
    if let hid {
      let isKnown = isPinned || productID != nil
      guard interface.topLevelUsages?.contains(hid) ?? (isKnown && interface.classCode == 0x03) else { return nil }
    }
    return isPinned ? .pinned : .configured
  }

  /// `usb 0c2e:0b6a, serial 18025B4D`, for explanations.
  package var summary: String {
    var parts: [String] = []
    if let vendorID {
      parts.append("usb " + hex(vendorID, digits: 4) + (productID.map { ":" + hex($0, digits: 4) } ?? ""))
    }
    if let serial { parts.append("serial \(serial)") }
    if let port { parts.append("port \(port)") }
    if let product { parts.append("product \"\(product)\"") }
    if let interface { parts.append("interface \(interface)") }
    if let hid { parts.append("hid \(hid)") }
    return parts.joined(separator: ", ")
  }
}

extension InterfacePattern {
  func matches(_ interface: DiscoveredDevice.Interface) -> Bool {
    matches(class: interface.classCode, subclass: interface.subclass, protocol: interface.protocol)
  }
}

extension DiscoveredDevice.Interface {
  /// nil while the kernel shows no report descriptor, empty if there is one that does not parse.
  package var topLevelUsages: [HIDUsage]? {
    guard let reportDescriptor, !reportDescriptor.isEmpty else { return nil }
    do throws(ReportDescriptorError) {
      return try ReportDescriptor(reportDescriptor).applicationUsages
    } catch {
      return []
    }
  }

  /// Whether it is a keyboard or a keypad, by its descriptor, else by its boot protocol.
  package var hasKeys: Bool {
    guard classCode == 0x03 else { return false }
    guard let usages = topLevelUsages else { return `protocol` == 1 }
    return usages.contains(.keyboard) || usages.contains(.keypad)
  }

  func node(_ kind: DiscoveredDevice.Node.Kind) -> String? { nodes.first { $0.kind == kind }?.path }
}

extension String {
  func containsIgnoringCase(_ part: String) -> Bool {
    let text = Array(lowercased().utf8)
    let part = Array(part.lowercased().utf8)
    guard !part.isEmpty else { return true }
    guard part.count <= text.count else { return false }
    return (0...(text.count - part.count)).contains { text[$0..<$0 + part.count].elementsEqual(part) }
  }
}
