/// How a transport treats its device, from the device database and the configuration.
package struct TransportOptions: Hashable, Sendable {
  /// On close, leave a USB interface without a kernel driver: a stopped daemon lets no key reach the desktop.
  package var leaveUnbound: Bool
  /// Words of the device database for the transport: `unidir`, `no-alt-set`, `no-reattach`.
  package var quirks: Set<String>

  package init(leaveUnbound: Bool = false, quirks: Set<String> = []) {
    self.leaveUnbound = leaveUnbound
    self.quirks = quirks
  }
}
