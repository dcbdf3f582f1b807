import PosModel
import PrintSpool

/// Whether a drawer in the content of a job still may be opened: once, and not when nobody expects it any more.
package enum DrawerTiming: Sendable {
  case inTime
  /// Another copy of the job has opened it.
  case done
  case late

  /// Milliseconds from the acceptance of a job.
  private static let longest: Int64 = 3000

  /// `now` and the acceptance are in milliseconds since 1970.
  static func isLate(_ acceptedAt: Int64, now: Int64) -> Bool { !(0...longest ~= now &- acceptedAt) }

  func apply(to draft: inout Typesetter.Draft) {
    guard self != .inTime, draft.opensDrawer else { return }
    draft.dropDrawers()
    if self == .late { draft.warnings.append(.drawerLate) }
  }
}

extension DrawerTiming {
  init(_ copy: PreparedCopy, now: Int64) {
    if copy.attempt > 1 || copy.isReprint || copy.suspectSince != nil || Self.isLate(copy.acceptedAt, now: now) {
      self = .late
    } else {
      self = copy.copy > 1 ? .done : .inTime
    }
  }
}

extension PrintWarning {
  static let drawerLate = PrintWarning(
    .drawerLate, "the drawer in this receipt stays closed: it was accepted over 3 s ago, or is printed again",
    remedy: "open it with drawer.open, or ask for openDrawer, which passes the queue")
}
