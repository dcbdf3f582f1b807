/// The item state machine of `ReportDescriptor`: global state, its stack, local state, open collections.
struct ReportDescriptorParser {
  struct ReportKey: Hashable {
    var kind: ReportField.Kind
    var id: UInt8
  }

  private(set) var fields: [ReportField] = []
  private(set) var applicationUsages: [HIDUsage] = []
  private(set) var usesReportIDs = false
  private(set) var bitLengths: [ReportKey: Int] = [:]

  private struct Globals {
    var page: UInt16 = 0
    var logicalMinimum: Int32 = 0
    var logicalMaximum: Int32 = 0
    var size = 0
    var count = 0
    var id: UInt8 = 0
  }

  /// A local usage; its page is known only at the main item unless the item had four bytes.
  private struct LocalUsage {
    var page: UInt16?
    var first: UInt16
    var last: UInt16
  }

  /// Inside a delimiter the first usage, the preferred one, is taken and the others are skipped (HID 1.11, 6.2.2.8).
  private enum Alternatives { case none, open, taken }

  private var globals = Globals()
  private var stack: [Globals] = []
  private var locals: [LocalUsage] = []
  private var minimum: LocalUsage?
  private var alternatives = Alternatives.none
  private var collections: [HIDUsage] = []
  private var opened: [Int] = []

  /// Linux: HID_MAX_DESCRIPTOR_SIZE; the other bounds are ours.
  private static let longest = 4096
  private static let deepest = 32
  private static let mostFields = 512
  private static let largestReport = 16384 * 8

  mutating func parse(_ bytes: [UInt8]) throws(ReportDescriptorError) {
    guard bytes.count <= Self.longest else { throw ReportDescriptorError(problem: .tooLong, offset: Self.longest) }
    var at = 0
    while at < bytes.count {
      let start = at
      let prefix = bytes[at]
      at += 1
      if prefix == 0xFE {  // a long item: size, tag, data; none is defined
        guard at + 2 <= bytes.count, at + 2 + Int(bytes[at]) <= bytes.count else { throw fail(.truncatedItem, start) }
        at += 2 + Int(bytes[at])
        continue
      }
      let size = prefix & 3 == 3 ? 4 : Int(prefix & 3)
      guard at + size <= bytes.count else { throw fail(.truncatedItem, start) }
      var value: UInt32 = 0
      for byte in 0..<size { value |= UInt32(bytes[at + byte]) << UInt32(8 * byte) }
      at += size
      switch prefix >> 2 & 3 {
      case 0: try main(tag: prefix >> 4, value, start)
      case 1: try global(tag: prefix >> 4, value, size: size, start)
      case 2: try local(tag: prefix >> 4, value, size: size, start)
      default: throw fail(.reservedItem, start)
      }
    }
    if let open = opened.last { throw fail(.openCollection, open) }
  }

  private func fail(_ problem: ReportDescriptorError.Problem, _ offset: Int) -> ReportDescriptorError {
    ReportDescriptorError(problem: problem, offset: offset)
  }

  private mutating func main(tag: UInt8, _ value: UInt32, _ start: Int) throws(ReportDescriptorError) {
    switch tag {
    case 0x8: try field(.input, value, start)
    case 0x9: try field(.output, value, start)
    case 0xB: try field(.feature, value, start)
    case 0xA:
      guard collections.count < Self.deepest else { throw fail(.tooDeep, start) }
      let usage = locals.first.map { HIDUsage(page: $0.page ?? globals.page, id: $0.first) } ?? HIDUsage(page: 0, id: 0)
      if collections.isEmpty, value == 1 {
        guard applicationUsages.count < Self.mostFields else { throw fail(.tooManyFields, start) }
        applicationUsages.append(usage)
      }
      collections.append(usage)
      opened.append(start)
    case 0xC:
      guard collections.popLast() != nil else { throw fail(.nothingToEnd, start) }
      opened.removeLast()
    default: throw fail(.reservedItem, start)
    }
    locals.removeAll(keepingCapacity: true)
    minimum = nil
    alternatives = .none
  }

  private mutating func field(
    _ kind: ReportField.Kind, _ flags: UInt32, _ start: Int
  ) throws(ReportDescriptorError) {
    let key = ReportKey(kind: kind, id: globals.id)
    let offset = bitLengths[key] ?? 0
    // Both factors are bounded where they are read, so this cannot overflow.
    let end = offset + globals.size * globals.count
    guard end <= Self.largestReport else { throw fail(.tooLarge, start) }
    bitLengths[key] = end
    guard flags & 1 == 0, globals.size > 0, globals.count > 0 else { return }
    guard fields.count < Self.mostFields else { throw fail(.tooManyFields, start) }
    fields.append(
      ReportField(
        kind: kind, reportID: globals.id, bitOffset: offset, bitSize: globals.size, count: globals.count,
        isVariable: flags & 2 != 0, logicalMinimum: globals.logicalMinimum,
        logicalMaximum: globals.logicalMaximum,
        usages: locals.map { ReportField.UsageRange(page: $0.page ?? globals.page, first: $0.first, last: $0.last) },
        collections: collections))
  }

  private mutating func global(
    tag: UInt8, _ value: UInt32, size: Int, _ start: Int
  ) throws(ReportDescriptorError) {
    switch tag {
    case 0x0: globals.page = UInt16(truncatingIfNeeded: value)
    case 0x1: globals.logicalMinimum = Self.signed(value, size)
    case 0x2: globals.logicalMaximum = Self.signed(value, size)
    case 0x3...0x6: break  // physical range and unit
    case 0x7:
      guard value <= 256 else { throw fail(.badReportSize, start) }
      globals.size = Int(value)
    case 0x8:
      guard value >= 1, value <= 255 else { throw fail(.badReportID, start) }
      globals.id = UInt8(value)
      usesReportIDs = true
    case 0x9:
      guard value <= Self.largestReport else { throw fail(.tooLarge, start) }
      globals.count = Int(value)
    case 0xA:
      guard stack.count < Self.deepest else { throw fail(.tooDeep, start) }
      stack.append(globals)
    case 0xB:
      guard let top = stack.popLast() else { throw fail(.nothingToPop, start) }
      globals = top
    default: throw fail(.reservedItem, start)
    }
  }

  private mutating func local(
    tag: UInt8, _ value: UInt32, size: Int, _ start: Int
  ) throws(ReportDescriptorError) {
    let id = UInt16(truncatingIfNeeded: value)
    let page = size == 4 ? UInt16(value >> 16) : nil
    switch tag {
    case 0x0: try append(LocalUsage(page: page, first: id, last: id), start)
    case 0x1: minimum = LocalUsage(page: page, first: id, last: id)
    case 0x2:
      guard var range = minimum else { return }
      guard range.first <= id else { throw fail(.badUsageRange, start) }
      range.last = id
      minimum = nil
      try append(range, start)
    case 0xA:
      alternatives = value == 1 ? .open : .none
    default: break  // designators and strings
    }
  }

  private mutating func append(_ usage: LocalUsage, _ start: Int) throws(ReportDescriptorError) {
    guard alternatives != .taken else { return }
    guard locals.count < Self.mostFields else { throw fail(.tooManyFields, start) }
    locals.append(usage)
    if alternatives == .open { alternatives = .taken }
  }

  private static func signed(_ value: UInt32, _ size: Int) -> Int32 {
    switch size {
    case 1: Int32(Int8(truncatingIfNeeded: value))
    case 2: Int32(Int16(truncatingIfNeeded: value))
    default: Int32(bitPattern: value)
    }
  }
}
