import EscPos

/// What a driver is told about its device: from the device database, overridden by the configuration.
package struct DriverSettings: Hashable, Sendable {
  /// Keyboard layout of a HID keyboard scanner: `us`.
  package var layout: String
  /// Printer encoding: `gb18030`, `cp437`, …; nil takes the default.
  package var encoding: String?
  /// Printers: what the model is and can do; nil takes `PrinterProfile.generic`.
  package var profile: PrinterProfile?
  /// Serial scanners: how a scan ends.
  package var framing: Framing
  /// Words of the device database that change behaviour: `no-aim`, `shifted-aim`, `vendor-class`.
  package var quirks: Set<String>
  /// The link that the unit stands on.
  package var link: LinkKind

  package enum Framing: String, Hashable, Sendable {
    /// CR, LF, CRLF, Tab or STX…ETX, whichever comes; else the idle gap.
    case automatic
    /// Only the idle gap ends a scan.
    case idle
  }

  package init(
    layout: String = "us", encoding: String? = nil, profile: PrinterProfile? = nil, framing: Framing = .automatic,
    quirks: Set<String> = [], link: LinkKind = .usb
  ) {
    self.layout = layout
    self.encoding = encoding
    self.profile = profile
    self.framing = framing
    self.quirks = quirks
    self.link = link
  }
}
