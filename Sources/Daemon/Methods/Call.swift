import Logging
import PosModel
import PosProtocol
import Reactor

/// One call of one client: who calls, whom it reaches, and where the answer goes.
@ReactorActor
package struct Call {
  package let session: Session
  package let daemon: Daemon
  package let method: String
  let slot: AnswerSlot
  /// What the request has that nobody knows, where its answer tells it.
  var unknownMembers: [PrintWarning] = []

  /// Throws `permissionDenied`, and writes the audit line. `what` is said where not the whole method needs it.
  package func require(_ permission: Permission, for what: String? = nil) throws(PosError) {
    guard !session.permissions.contains(permission) else { return }
    daemon.counters.refused += 1
    daemon.log.notice(
      "refused",
      metadata: [
        "audit": "permissionDenied", "method": "\(method)", "needs": "\(permission.rawValue)",
        "uid": "\(session.peer.uid)", "pid": "\(session.peer.pid)", "client": "\(session.label)",
      ])
    throw PosError(
      .permissionDenied,
      "\(method) needs the permission \(permission.rawValue)\(what.map { " for \($0)" } ?? ""), "
        + "which user \(session.peer.uid) has not",
      remedy: "Allow it under [[access]] in posd.toml, then posd reload")
  }

  /// Runs after the answer has been written: for notifications that must not come before it.
  package func afterAnswer(_ action: @escaping @ReactorActor () -> Void) {
    session.afterAnswer(action)
  }

  func answer(_ result: some Encodable) {
    guard let id = slot.id else { return slot.finish(nil, session) }
    slot.finish(Outgoing.answer(to: id, result: result), session)
  }

  func refuse(_ error: PosError) {
    refuse(RPCError(error))
  }

  func refuse(_ error: RPCError) {
    daemon.counters.failed += 1
    guard let id = slot.id else { return slot.finish(nil, session) }
    slot.finish(Outgoing.answer(to: id, error: error), session)
  }
}

/// Where one answer goes: to a line of its own, or to its place in a batch.
@ReactorActor
struct AnswerSlot {
  /// nil for a notification.
  let id: RPCID?
  let batch: BatchAnswer?

  func finish(_ answer: [UInt8]?, _ session: Session) {
    if let batch {
      batch.finish(answer, session)
    } else if let answer {
      session.send(Outgoing.line(answer))
    }
  }
}

/// Collects the answers of one batch and sends them as one line when the last is there.
@ReactorActor
final class BatchAnswer {
  private var answers: [[UInt8]] = []
  private var outstanding: Int

  init(count: Int) {
    outstanding = count
  }

  func finish(_ answer: [UInt8]?, _ session: Session) {
    if let answer { answers.append(answer) }
    outstanding -= 1
    guard outstanding == 0, let line = Outgoing.batch(answers) else { return }
    session.send(line)
  }
}
