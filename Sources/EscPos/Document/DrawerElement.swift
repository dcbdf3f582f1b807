import PosModel

/// Opens the cash drawer at this place of the receipt.
package struct DrawerElement: Hashable, Sendable {
  package var pulse: DrawerPulse

  package init(_ pulse: DrawerPulse = DrawerPulse()) {
    self.pulse = pulse
  }
}

extension DrawerElement: Codable {
  static let members = ["drawer", "on", "off"]

  package init(from decoder: any Decoder) throws {
    let reader = try MemberReader(decoder, of: "a drawer", knows: Self.members)
    let usual = DrawerPulse()
    self.init(
      DrawerPulse(
        pin: try reader.need("drawer"),
        on: try reader.value("on", as: Int.self).map { .milliseconds($0) } ?? usual.on,
        off: try reader.value("off", as: Int.self).map { .milliseconds($0) } ?? usual.off))
  }

  package func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    let usual = DrawerPulse()
    try writer.write("drawer", pulse.pin)
    try writer.write("on", pulse.on.wholeMilliseconds, unless: usual.on.wholeMilliseconds)
    try writer.write("off", pulse.off.wholeMilliseconds, unless: usual.off.wholeMilliseconds)
  }

  func check() throws(ReceiptFault) {
    guard pulse.pin == 2 || pulse.pin == 5 else { throw ReceiptFault("drawer", "must be the pin: 2 or 5") }
    try ReceiptFault.check("on", pulse.on.wholeMilliseconds, 2...510)
    try ReceiptFault.check("off", pulse.off.wholeMilliseconds, 2...510)
  }
}

extension Duration {
  /// Saturated at a day.
  var wholeMilliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(min(max(seconds, -86_400), 86_400)) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
  }
}
