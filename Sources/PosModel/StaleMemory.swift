/// What an attempt that broke off may have left in the printer: the head of a command that eats what comes next.
///
/// The driver clears it (DLE DC4 8) or drains it (NUL up to the longest command, ESC @, LF, cut) before any content.
package struct StaleMemory: Hashable, Sendable {
  /// The length of the longest command of the attempts that broke off, in bytes.
  package var longestCommand: Int
  /// When the last of them broke off, in milliseconds since 1970.
  package var sentAt: Int64

  package init(longestCommand: Int, sentAt: Int64) {
    self.longestCommand = longestCommand
    self.sentAt = sentAt
  }
}
