extension GS1Linter {
  /// Dates and times: fields of two digits one after another.
  func timeFault(_ data: ArraySlice<UInt8>) -> Int? {
    switch self {
    case .yymmdd: Self.dateFault(data, yearDigits: 2, zeroDay: false)
    case .yymmd0: Self.dateFault(data, yearDigits: 2, zeroDay: true)
    case .yyyymmdd: Self.dateFault(data, yearDigits: 4, zeroDay: false)
    case .yyyymmd0: Self.dateFault(data, yearDigits: 4, zeroDay: true)
    case .yymmddhh:
      data.count != 8
        ? 0
        : Self.dateFault(data.prefix(6), yearDigits: 2, zeroDay: false)
          ?? Self.fieldsFault(data.dropFirst(6), limits: [23]).map { $0 + 6 }
    case .hhmi, .hhmm: Self.fieldsFault(data, limits: [23, 59])
    case .hh: Self.fieldsFault(data, limits: [23])
    case .mi, .mm, .ss: Self.fieldsFault(data, limits: [59])
    case .mmoptss: Self.fieldsFault(data, limits: data.count > 2 ? [59, 59] : [59])
    default: nil
    }
  }

  /// A day of zero stands for the end of the month.
  private static func dateFault(_ data: ArraySlice<UInt8>, yearDigits: Int, zeroDay: Bool) -> Int? {
    guard data.count == yearDigits + 4, let year = number(data.prefix(yearDigits)) else { return 0 }
    let rest = data.dropFirst(yearDigits)
    guard let month = number(rest.prefix(2)), (1...12).contains(month) else { return yearDigits }
    guard let day = number(rest.dropFirst(2)) else { return yearDigits + 2 }
    // Two digits lie within half a century of today, so that 00 is 2000, a leap year.
    let isLeap = year % 4 == 0 && (yearDigits == 2 || year % 100 != 0 || year % 400 == 0)
    let last =
      switch month {
      case 2: isLeap ? 29 : 28
      case 4, 6, 9, 11: 30
      default: 31
      }
    return (zeroDay ? 0 : 1)...last ~= day ? nil : yearDigits + 2
  }

  private static func fieldsFault(_ data: ArraySlice<UInt8>, limits: [Int]) -> Int? {
    guard data.count == limits.count * 2 else { return 0 }
    for (index, limit) in limits.enumerated() {
      let start = data.startIndex + index * 2
      guard let value = number(data[start..<(start + 2)]), value <= limit else { return index * 2 }
    }
    return nil
  }
}
