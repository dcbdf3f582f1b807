import PosModel

/// Which jobs a list shows.
package struct JobFilter: Hashable, Sendable {
  package static let largestLimit = 1000

  /// A device id or a name.
  package var printer: String?
  package var station: String?
  /// None means all.
  package var states: [PrintJobState] = []
  /// Only those that somebody has to look at.
  package var attention = false
  /// A job: it and those accepted later.
  package var since: String?
  /// A job: those accepted earlier than it.
  package var before: String?
  package var limit = largestLimit

  package init() {}
}

extension SQLiteDatabase {
  /// Newest first.
  package func list(_ filter: JobFilter) throws(PosError) -> [PrintJob] {
    var conditions = ["1"]
    var values: [SQLiteValue] = []
    func add(_ condition: String, _ value: String) {
      values.append(.text(value))
      conditions.append(condition.replacingPlace("?\(values.count)"))
    }
    if let printer = filter.printer { add("(printer = # OR label = #)", printer) }
    if let station = filter.station { add("station = #", station) }
    if let since = filter.since { add("seq >= \(Self.sequence)", since) }
    if let before = filter.before { add("seq < \(Self.sequence)", before) }
    if filter.attention { conditions.append("attention = 1") }
    if !filter.states.isEmpty {
      // Words of our own, never a client's.
      let words = Set(filter.states).map { "'\($0.rawValue)'" }.sorted()
      conditions.append("state IN (" + words.joined(separator: ", ") + ")")
    }
    values.append(SQLiteValue(min(max(filter.limit, 0), JobFilter.largestLimit)))
    return try jobs(
      where: conditions.joined(separator: " AND ") + " ORDER BY seq DESC LIMIT ?\(values.count)", values)
  }

  /// The place of a job in the file; of one that is not known any more, the place of the next one.
  private static let sequence =
    "coalesce((SELECT seq FROM jobs WHERE id = #), (SELECT min(seq) FROM jobs WHERE id >= #), 9223372036854775807)"
}

extension String {
  fileprivate func replacingPlace(_ place: String) -> String {
    split(separator: "#", omittingEmptySubsequences: false).joined(separator: place)
  }
}
