import HIDReports
import PosModel

/// One row of the device database: which USB interfaces it means, and what drives them.
package struct DeviceRule: Hashable, Sendable {
  /// nil: any device with this interface or usage.
  package var vendorID: UInt16?
  /// nil: every product of the vendor.
  package var productID: UInt16?
  package var interface: InterfacePattern?
  package var hid: HIDUsage?
  /// A part of the product string; upper and lower case are the same.
  package var product: String?
  /// The model, as people call it.
  package var model: String
  package var `class`: DeviceClass?
  /// nil where posd leaves the interface alone.
  package var driver: String?
  package var link: LinkKind?
  package var profile: String?
  package var quirks: Set<String>
  package var support: SupportLevel
  /// Why it is not supported.
  package var reason: String?
  /// The id belongs to a chip that is in many products: it never binds without configuration.
  package var isChip: Bool
  /// Where the facts come from.
  package var source: String

  package init(
    vendorID: UInt16? = nil, productID: UInt16? = nil, interface: InterfacePattern? = nil, hid: HIDUsage? = nil,
    product: String? = nil, model: String, class: DeviceClass? = nil, driver: String? = nil, link: LinkKind? = nil,
    profile: String? = nil, quirks: Set<String> = [], support: SupportLevel = .shouldwork, reason: String? = nil,
    isChip: Bool = false, source: String
  ) {
    self.vendorID = vendorID
    self.productID = productID
    self.interface = interface
    self.hid = hid
    self.product = product
    self.model = model
    self.class = `class`
    self.driver = driver
    self.link = link
    self.profile = profile
    self.quirks = quirks
    self.support = support
    self.reason = reason
    self.isChip = isChip
    self.source = source
  }

  /// `05e0:1200`, `0519:*` or `*`.
  package var id: String {
    guard let vendorID else { return "*" }
    return hex(vendorID, digits: 4) + ":" + (productID.map { hex($0, digits: 4) } ?? "*")
  }
}
