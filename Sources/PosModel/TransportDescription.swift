/// How a device is attached, as `device.list` shows it; absent members do not apply to the kind.
package struct TransportDescription: Codable, Hashable, Sendable {
  package enum Kind: String, Codable, Sendable {
    case usb, hidraw, evdev, serial, tcp, simulated
  }

  package var kind: Kind
  /// Four hex digits.
  package var vid: String?
  package var pid: String?
  /// The USB port path: `1-1.3`.
  package var port: String?
  /// The device node or by-id link.
  package var path: String?
  /// `host:port` of a network device.
  package var address: String?

  package init(
    kind: Kind, vid: String? = nil, pid: String? = nil, port: String? = nil, path: String? = nil,
    address: String? = nil
  ) {
    self.kind = kind
    self.vid = vid
    self.pid = pid
    self.port = port
    self.path = path
    self.address = address
  }
}
