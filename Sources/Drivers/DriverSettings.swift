import EscPos
import PosModel

/// What a driver is told about its device: from the device database, overridden by the configuration.
package struct DriverSettings: Hashable, Sendable {
  /// Scanners that type as a keyboard: how they do it.
  package var keyboard: KeyboardSettings
  /// Printer encoding: `gb18030`, `cp437`, …; nil takes the default.
  package var encoding: String?
  /// Printers: what the model is and can do; nil takes `PrinterProfile.generic`.
  package var profile: PrinterProfile?
  /// Drawers: the pulse that opens the one that is connected, or the first one; nil takes the profile's.
  package var drawerPulse: DrawerPulse?
  /// Printers: the pins of the drawers, where they are several devices on the printer's one sensor line.
  package var drawerPins: Set<Int>
  /// Drawers: the level of the sensor while it is open; nil is learned from the first kick.
  package var drawerOpenLevel: DrawerLevel?
  /// Drawers: open for longer than this is told as `leftOpen`.
  package var leftOpen: Duration
  /// Serial drawers: what opens it.
  package var drawerKick: DrawerKick
  /// Serial drawers: the modem line on which its switch is; nil: none.
  package var drawerLine: DrawerLine?
  /// Serial scanners: how a scan ends.
  package var framing: Framing
  /// Serial scanners: whose language it speaks; nil takes the device database's word.
  package var maker: ScannerMaker?
  /// Serial scanners: what stands before the data.
  package var codeIDs: CodeIDs
  /// Words of the device database that change behaviour: `no-aim`, `aim-in-data`, `vendor-class`, `honeywell-keys`, a
  /// `ScannerMaker`.
  package var quirks: Set<String>
  /// The link that the unit stands on.
  package var link: LinkKind

  package enum Framing: String, CaseIterable, Hashable, Sendable {
    /// CR, LF, CRLF, Tab or STX…ETX, whichever comes; else the idle gap.
    case automatic
    /// Only the idle gap ends a scan.
    case idle
    /// Only this ends a scan, for codes that have the others in their text; without it a scan is cut short.
    case cr, lf, crlf, tab
    /// STX…ETX.
    case etx
  }

  package enum CodeIDs: String, CaseIterable, Hashable, Sendable {
    /// AIM identifiers, and the maker's before an EAN or UPC whose check digit is right.
    case automatic
    case aim
    /// The maker's before every scan, or an AIM identifier.
    case maker
    case none
  }

  package enum DrawerLine: String, CaseIterable, Hashable, Sendable { case cts, dsr, dcd, ri }

  package init(
    keyboard: KeyboardSettings = KeyboardSettings(), encoding: String? = nil, profile: PrinterProfile? = nil,
    drawerPulse: DrawerPulse? = nil, drawerPins: Set<Int> = [], drawerOpenLevel: DrawerLevel? = nil,
    leftOpen: Duration = .seconds(30), drawerKick: DrawerKick = .escP, drawerLine: DrawerLine? = nil,
    framing: Framing = .automatic, maker: ScannerMaker? = nil, codeIDs: CodeIDs = .automatic,
    quirks: Set<String> = [], link: LinkKind = .usb
  ) {
    self.keyboard = keyboard
    self.encoding = encoding
    self.profile = profile
    self.drawerPulse = drawerPulse
    self.drawerPins = drawerPins
    self.drawerOpenLevel = drawerOpenLevel
    self.leftOpen = leftOpen
    self.drawerKick = drawerKick
    self.drawerLine = drawerLine
    self.framing = framing
    self.maker = maker
    self.codeIDs = codeIDs
    self.quirks = quirks
    self.link = link
  }
}
