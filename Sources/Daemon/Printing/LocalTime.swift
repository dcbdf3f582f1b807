import Glibc

/// The time of day where the till stands, for people who read paper.
enum LocalTime {
  /// `12:31:05`.
  static func clock(_ milliseconds: Int64) -> String {
    var seconds = time_t(clamping: milliseconds / 1000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return [parts.tm_hour, parts.tm_min, parts.tm_sec].map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
  }
}
