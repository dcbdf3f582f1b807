import EscPos

/// Deviations from Epson's reference on a printer that is otherwise the generic one.
enum Clones {
  /// The firmware print801.
  static let a = generic("print801")
  /// Netum NT-5890K.
  static let b = generic("NT-5890K")
  static let all = [PrinterProfile.generic, a, b]

  private static func generic(_ id: String) -> PrinterProfile {
    var profile = PrinterProfile.generic
    profile.quirks = PrinterProfile.named(id)?.quirks ?? []
    return profile
  }
}
