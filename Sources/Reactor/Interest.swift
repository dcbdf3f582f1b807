import CLinux

/// What a watch waits for; the bits are epoll's.
///
/// The empty set takes the descriptor out of the epoll set: nothing is reported, not even a hang-up.
package struct Interest: OptionSet, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  package static let read = Interest(rawValue: EPOLLIN.rawValue)
  package static let write = Interest(rawValue: EPOLLOUT.rawValue)
  package static let priority = Interest(rawValue: EPOLLPRI.rawValue)
  /// The peer closed its sending half, too; a full hang-up is reported to every watch that is not empty.
  package static let hangup = Interest(rawValue: EPOLLRDHUP.rawValue)
  /// Nothing but errors and full hang-ups, which every other interest reports as well.
  package static let error = Interest(rawValue: EPOLLERR.rawValue)
}

/// What a descriptor is ready for.
package struct Readiness: OptionSet, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Folds the two hang-ups of epoll into one.
  init(events: UInt32) {
    rawValue = events & EPOLLRDHUP.rawValue == 0 ? events : events | EPOLLHUP.rawValue
  }

  package static let read = Readiness(rawValue: EPOLLIN.rawValue)
  package static let write = Readiness(rawValue: EPOLLOUT.rawValue)
  package static let priority = Readiness(rawValue: EPOLLPRI.rawValue)
  package static let hangup = Readiness(rawValue: EPOLLHUP.rawValue)
  package static let error = Readiness(rawValue: EPOLLERR.rawValue)
}
