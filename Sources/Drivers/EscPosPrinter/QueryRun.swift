import EscPos
import PosModel

/// Some questions asked one after the other, and what they are for.
struct QueryRun: Hashable, Sendable {
  enum Purpose: Hashable, Sendable {
    case opening
    /// Before the first content byte.
    case preflight
    /// While content is sent, and while the last bytes are being printed.
    case watching
    /// After the last byte.
    case verdict
    /// After a kick, and while the drawer is open.
    case drawer
    /// Nothing is to be printed: whether it is still there.
    case resting
    /// The same with a job in hand.
    case life
    case report(CommandID, Subject)
  }

  enum Subject: Hashable, Sendable { case printer, drawer(pin: Int?), drawerLevel, health }

  let purpose: Purpose
  var remaining: [StatusQuery]
  /// The open question; `nil` while none is, or while the in-order status is waited for.
  var asked: StatusQuery?
  var answered = 0
  /// The in-order status comes first: when it is here, older answers in real time are gone.
  var inOrder: InOrder?

  /// A client waits for it.
  var isReport: Bool {
    if case .report = purpose { true } else { false }
  }

  enum InOrder: Hashable, Sendable { case first, asked }

  init(_ purpose: Purpose, _ queries: [StatusQuery]) {
    self.purpose = purpose
    remaining = queries
  }
}
