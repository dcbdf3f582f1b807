/// A device as clients see it: the `Device` of the socket protocol.
package struct DeviceDescription: Codable, Hashable, Sendable {
  /// Stable over replug and reboot: `scanner-usb-0c2e-0b6a-18025B4D`.
  package var id: String
  /// The role that the configuration gives.
  package var name: String?
  package var `class`: DeviceClass
  package var driver: String
  /// The physical unit; a printer and its drawer share one.
  package var unit: String
  package var vendor: String?
  package var model: String?
  package var serial: String?
  package var transport: TransportDescription
  package var state: DeviceState
  package var reason: DeviceReason?
  /// What this device can do, in words of its class: `{"cut": true, "encodings": "gb18030"}`.
  package var capabilities: [String: Capability]
  /// The session (and its client name) that holds the claim.
  package var claimedBy: String?
  /// Counters since the daemon started: `scans`, `lost`, `reopens`, …
  package var statistics: [String: Int]

  package init(
    id: String, name: String?, class: DeviceClass, driver: String, unit: String, vendor: String?, model: String?,
    serial: String?, transport: TransportDescription, state: DeviceState, reason: DeviceReason? = nil,
    capabilities: [String: Capability] = [:], claimedBy: String? = nil, statistics: [String: Int] = [:]
  ) {
    self.id = id
    self.name = name
    self.class = `class`
    self.driver = driver
    self.unit = unit
    self.vendor = vendor
    self.model = model
    self.serial = serial
    self.transport = transport
    self.state = state
    self.reason = reason
    self.capabilities = capabilities
    self.claimedBy = claimedBy
    self.statistics = statistics
  }
}

extension DeviceDescription {
  /// Says null for what is not known, so that every Device has the same members.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(name, forKey: .name)
    try container.encode(`class`, forKey: .class)
    try container.encode(driver, forKey: .driver)
    try container.encode(unit, forKey: .unit)
    try container.encode(vendor, forKey: .vendor)
    try container.encode(model, forKey: .model)
    try container.encode(serial, forKey: .serial)
    try container.encode(transport, forKey: .transport)
    try container.encode(state, forKey: .state)
    try container.encode(reason, forKey: .reason)
    try container.encode(capabilities, forKey: .capabilities)
    try container.encode(claimedBy, forKey: .claimedBy)
    try container.encode(statistics, forKey: .statistics)
  }
}
