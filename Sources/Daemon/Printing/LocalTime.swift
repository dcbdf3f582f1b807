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

extension LocalTime {
  /// `2026-11-26`; a day that begins at `start` minutes after midnight keeps its date until then.
  static func day(_ milliseconds: Int64, start: Int = 0) -> String {
    var seconds = time_t(clamping: milliseconds / 1000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    if Int(parts.tm_hour) * 60 + Int(parts.tm_min) < start {
      // Noon of the day before: no change of the clock for summer comes near.
      parts.tm_mday -= 1
      parts.tm_hour = 12
      parts.tm_isdst = -1
      mktime(&parts)
    }
    let year = String(Int(parts.tm_year) + 1900)
    return [year, twoDigits(parts.tm_mon + 1), twoDigits(parts.tm_mday)].joined(separator: "-")
  }

  private static func twoDigits(_ number: CInt) -> String { (number < 10 ? "0" : "") + String(number) }
}
