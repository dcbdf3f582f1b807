import PosModel

/// An event node of a keyboard on USB that posd has not taken.
package struct UnownedKeyboard: Hashable, Sendable {
  package var device: DiscoveredDevice
  package var interface: DiscoveredDevice.Interface
  /// `/dev/input/event7`
  package var path: String

  package init(device: DiscoveredDevice, interface: DiscoveredDevice.Interface, path: String) {
    self.device = device
    self.interface = interface
    self.path = path
  }
}
