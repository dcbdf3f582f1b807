/// Where one value of a report is, found once, for reports that come often.
package struct ReportBits: Hashable, Sendable {
  /// From the beginning of the report, its id included.
  package let first: Int
  /// 1 to 32.
  package let size: Int

  /// Not sign-extended; nil past the end of the report, which begins with its id if the device uses ids.
  package func value(in report: [UInt8]) -> UInt32? {
    guard first + size <= report.count * 8 else { return nil }
    if size == 8, first & 7 == 0 { return UInt32(report[first / 8]) }
    var value: UInt32 = 0
    for bit in 0..<size where report[(first + bit) / 8] >> UInt8((first + bit) & 7) & 1 == 1 {
      value |= 1 << UInt32(bit)
    }
    return value
  }
}

extension ReportField {
  /// nil past the end of the field, and for values of over 32 bits.
  package func bits(at index: Int) -> ReportBits? {
    guard index >= 0, index < count, (1...32).contains(bitSize) else { return nil }
    return ReportBits(first: bitOffset + index * bitSize + (reportID == 0 ? 0 : 8), size: bitSize)
  }
}
