import EscPos

extension PrinterProfile {
  /// Whether posd's own words can be set in simplified Chinese.
  var hasChinese: Bool {
    guard let encoding = multiByte?.encoding else { return false }
    return encoding.hasPrefix("gb")
  }
}
