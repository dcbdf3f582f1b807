/// DLE EOT n: the printer answers at once with one byte, even when it is offline.
///
/// The answer does not say which question it belongs to, so only one may be open at a time.
package enum StatusQuery: UInt8, CaseIterable, Hashable, Sendable {
  case printer = 1
  case offlineCause = 2
  case errorCause = 3
  case paper = 4

  /// All of them, those that every clone answers first.
  package static let usual: [StatusQuery] = [.printer, .offlineCause, .paper, .errorCause]

  package var bytes: [UInt8] { [0x10, 0x04, rawValue] }
}
