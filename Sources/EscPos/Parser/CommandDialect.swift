/// Whose commands the bytes are: some have other lengths than Epson's under the same first bytes.
package enum CommandDialect: String, CaseIterable, Hashable, Sendable {
  /// Epson's reference, and what others have added beside it.
  case epson
  /// Receipt printers with the firmware print801 (observed in its source): many 80 mm printers sold in China.
  case cloneA
  /// 58 mm printers without cutter (observed on Netum NT-5890K).
  case cloneB
  /// Customer displays with Epson's commands (DM-D).
  case lineDisplay

  /// By the profile's quirks: the name of a dialect, or one that only that firmware has.
  package init(_ profile: PrinterProfile) {
    if profile.quirks.contains(Self.cloneB.rawValue) {
      self = .cloneB
    } else if !profile.quirks.isDisjoint(with: [Self.cloneA.rawValue, "esc-k-is-bitmap"]) {
      self = .cloneA
    } else {
      self = .epson
    }
  }
}
