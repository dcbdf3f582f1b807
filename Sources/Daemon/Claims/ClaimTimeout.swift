/// `timeoutMs` of `device.claim`.
enum ClaimTimeout {
  /// An hour.
  static let limit = 3_600_000

  /// nil when it is out of range; nothing means not to wait.
  static func duration(_ milliseconds: Int?) -> Duration? {
    let milliseconds = milliseconds ?? 0
    return (0...limit).contains(milliseconds) ? .milliseconds(milliseconds) : nil
  }
}
