/// Which commands have other lengths than Epson's under the same first bytes; none of them is Epson's reference with what
/// others have added beside it.
package struct CommandDialect: OptionSet, Hashable, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) { self.rawValue = rawValue }

  package static let epson: CommandDialect = []
  /// Customer displays with Epson's commands (DM-D).
  package static let lineDisplay = CommandDialect(rawValue: 1)
  /// ESC K nL nH and columns of 8 dots.
  static let escKIsBitmap = CommandDialect(rawValue: 1 << 1)
  /// ESC C m t n.
  static let escCIsAlarm = CommandDialect(rawValue: 1 << 2)
  /// ESC W n.
  static let escWIsScale = CommandDialect(rawValue: 1 << 3)
  /// ESC ( is no command.
  static let noEscParen = CommandDialect(rawValue: 1 << 4)
  /// ESC p has times only with m of 0, 1, 48 and 49.
  static let strictPulse = CommandDialect(rawValue: 1 << 5)
  /// DLE ACK n.
  static let billStatus = CommandDialect(rawValue: 1 << 6)
  /// GS k 32 to 34 and 97 to 99: two-dimensional codes.
  static let codesByGSK = CommandDialect(rawValue: 1 << 7)
  /// GS V 101 n.
  static let feedByCut = CommandDialect(rawValue: 1 << 8)

  /// As the profile's quirks say.
  package init(_ profile: PrinterProfile) { self.init(profile.quirks) }

  package init(_ quirks: Set<PrinterQuirk>) {
    self = quirks.reduce(into: []) { $0.formUnion(Self.part(of: $1)) }
  }

  private static func part(of quirk: PrinterQuirk) -> CommandDialect {
    switch quirk {
    case .escKIsBitmap: .escKIsBitmap
    case .escCIsAlarm: .escCIsAlarm
    case .escWIsScale: .escWIsScale
    case .printsUnknownEscParen: .noEscParen
    case .printsTimesOfEscP: .strictPulse
    case .answersBillStatus: .billStatus
    case .qrByGSK: .codesByGSK
    case .feedsByGSV101: .feedByCut
    default: []
    }
  }

  /// The form of a command that is another than Epson's.
  func form(_ prefix: UInt8, _ second: UInt8) -> CommandForm? {
    switch (prefix, second) {
    case (0x10, 0x06) where contains(.billStatus): .fixed(3)
    case (0x1B, 0x28) where contains(.noEscParen): .unknown
    case (0x1B, 0x43) where contains(.escCIsAlarm): .fixed(5)
    case (0x1B, 0x4B) where contains(.escKIsBitmap): .plainColumns
    case (0x1B, 0x57) where contains(.escWIsScale): .fixed(3)
    case (0x1B, 0x70) where contains(.strictPulse): .strictPulse
    default: nil
    }
  }
}
