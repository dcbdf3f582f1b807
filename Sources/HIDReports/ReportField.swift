/// One main item of a report descriptor: `count` values of `bitSize` bits, from `bitOffset` on.
package struct ReportField: Hashable, Sendable {
  package enum Kind: UInt8, Hashable, Sendable { case input, output, feature }

  package var kind: Kind
  /// 0 where the device uses no report ids.
  package var reportID: UInt8
  /// From the first bit after the report id.
  package var bitOffset: Int
  package var bitSize: Int
  package var count: Int
  /// Each value is the state of one usage; else the field is an array, whose values choose usages.
  package var isVariable: Bool
  package var logicalMinimum: Int32
  package var logicalMaximum: Int32
  /// In the order of the descriptor; a single usage is a range of one.
  package var usages: [UsageRange]
  /// The collections around the field, the top-level one first.
  package var collections: [HIDUsage]

  /// Usages of one page with ids from `first` to `last`.
  package struct UsageRange: Hashable, Sendable {
    package var page: UInt16
    package var first: UInt16
    package var last: UInt16

    package var count: Int { Int(last) - Int(first) + 1 }
  }

  /// The usage of the value at `index`; the last usage stands for all values after it (HID 1.11, 6.2.2.8).
  package func usage(at index: Int) -> HIDUsage? {
    var rest = index
    for range in usages {
      if rest < range.count { return HIDUsage(page: range.page, id: range.first + UInt16(rest)) }
      rest -= range.count
    }
    return usages.last.map { HIDUsage(page: $0.page, id: $0.last) }
  }

  /// Where the first value of `usage` stands, in a variable field.
  package func index(of usage: HIDUsage) -> Int? {
    guard isVariable else { return nil }
    var index = 0
    for range in usages {
      if range.page == usage.page, range.first <= usage.id, usage.id <= range.last {
        let found = index + Int(usage.id - range.first)
        return found < count ? found : nil
      }
      index += range.count
    }
    return nil
  }

  /// The bits of the value at `index`, not sign-extended; nil past the end of the field or of the report. `report` begins with
  /// its id if the device uses ids.
  package func value(at index: Int, in report: [UInt8]) -> UInt32? {
    bits(at: index)?.value(in: report)
  }
}
