import PosModel

extension ConfiguredMatch {
  /// Whether the device is a scanner whose keyboard posd takes from the kernel.
  ///
  /// Not where it is read by a tty, by hidraw, or by a grab of its event node: there the kernel's driver is needed.
  package func typesKeys(in rules: [DeviceRule] = DeviceTable.rules) -> Bool {
    guard `class` == nil || `class` == .scanner, link == nil || link == .usb else { return false }
    if let driver { return driver == HIDKeyboardScanner.name }
    let known = rules.filter { $0.vendorID != nil && $0.vendorID == vendorID && $0.productID == productID }
    if known.isEmpty { return `class` == .scanner }
    return known.contains { $0.driver == HIDKeyboardScanner.name && ($0.link ?? .usb) == .usb }
  }
}
