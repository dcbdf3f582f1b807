/// Sizes and times as the configuration writes them.
enum Quantities {
  /// `16MiB`, `64KiB`, `4096B`, `4096`; nil for anything else.
  static func bytes(_ text: String) -> Int? {
    guard let (number, unit) = split(text) else { return nil }
    let factors = [
      "": 1, "B": 1, "kB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30,
    ]
    guard let factor = factors[unit] else { return nil }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : bytes
  }

  /// `250ms`, `5s`, `30m`, `2h`; nil for anything else and above 366 days.
  static func duration(_ text: String) -> Duration? {
    guard let (number, unit) = split(text), number <= 366 * 86_400_000 else { return nil }
    let factors = ["ms": 1, "s": 1_000, "m": 60_000, "min": 60_000, "h": 3_600_000, "d": 86_400_000]
    guard let factor = factors[unit], number * factor <= 366 * 86_400_000 else { return nil }
    return .milliseconds(number * factor)
  }

  private static func split(_ text: String) -> (Int, String)? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits) else { return nil }
    return (number, String(text.dropFirst(digits.count).drop { $0 == " " }))
  }
}
