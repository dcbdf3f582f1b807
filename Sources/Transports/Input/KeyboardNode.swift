/// An event node of a keyboard that is on Bluetooth or PS/2; those on USB are found with their devices.
package struct KeyboardNode: Hashable, Sendable {
  /// `/dev/input/event7`; after the next start it may be another keyboard's.
  package var path: String
  /// Bluetooth or PS/2.
  package var bus: InputBus
  package var vendorID: UInt16
  package var productID: UInt16
  package var name: String?
  /// Bluetooth: its address.
  package var address: String?
  /// The names that it keeps: `/dev/input/by-path/platform-i8042-serio-1-event-kbd`.
  package var links: [String]

  package init(
    path: String, bus: InputBus, vendorID: UInt16 = 0, productID: UInt16 = 0, name: String? = nil,
    address: String? = nil, links: [String] = []
  ) {
    self.path = path
    self.bus = bus
    self.vendorID = vendorID
    self.productID = productID
    self.name = name
    self.address = address
    self.links = links
  }
}
