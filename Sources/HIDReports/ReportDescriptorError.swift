/// Why a report descriptor does not parse, and where.
package struct ReportDescriptorError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Problem: String, Sendable {
    case tooLong = "it is longer than 4096 bytes"
    case truncatedItem = "an item is cut off"
    case reservedItem = "a main or global item of no known kind"
    case badReportSize = "a report size over 256 bits"
    case badReportID = "a report id that is 0 or over 255"
    case tooLarge = "a report over 16 KiB"
    case tooManyFields = "more than 512 fields or usages"
    case tooDeep = "more than 32 collections or pushes inside each other"
    case nothingToEnd = "an end of a collection that never began"
    case nothingToPop = "a pop without a push"
    case openCollection = "a collection that does not end"
    case badUsageRange = "a range of usages that ends before it begins"
  }

  package var problem: Problem
  /// The byte at which the item begins.
  package var offset: Int

  package init(problem: Problem, offset: Int) {
    self.problem = problem
    self.offset = offset
  }

  package var description: String { "broken at byte \(offset): \(problem.rawValue)" }
}
