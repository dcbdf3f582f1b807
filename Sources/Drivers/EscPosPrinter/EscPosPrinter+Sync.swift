import EscPos
import PosModel

/// GS r, which a printer answers when everything before it is processed: as a proof it counts only when no older answer can
/// come any more.
extension EscPosPrinter {
  /// So long a question at rest may wait for its answer.
  private static let restTime = Duration.seconds(3)
  /// Unanswered so often, by a printer that has never answered it on this link.
  private static let mostInVain = 2
  /// The same where the profile says that it does.
  private static let mostInVainAgainstProfile = 4
  /// Rounds that came to nothing on one link: a printer that is never quick enough is not asked for ever.
  private static let mostRoundsInVain = 3

  /// Whether answers in order are of use here at all.
  var wantsInOrder: Bool {
    talks && fence != .silent && (confirmation == .unasked || confirmation == .denied)
  }

  /// Whether a job may be proved by it, or by rounds that are worth the time.
  var mayProveInOrder: Bool { fence != .silent && (sync.isSynced || roundsInVain < Self.mostRoundsInVain) }

  /// Looks for the old answers while nothing is to be printed, so that the first job need not.
  mutating func startSync() {
    guard wantsInOrder, questionsInVain < Self.mostInVain, roundsInVain < Self.mostRoundsInVain,
      !sync.isSynced, !sync.isUnderWay, isAtRest,
      !settings.quirks.contains("linger"),
      status.online == true, status.blockage == nil
    else { return }
    sync.restart()
    askInOrder()
  }

  /// Whether a question in order goes to a printer that has nothing to print.
  private var isAtRest: Bool {
    guard link != nil, probing == nil, direct == nil else { return false }
    return attempt == nil || attempt?.phase == .preflight || attempt?.phase == .ready
  }

  /// The question for the proof of a job, or for the first of the rounds that prove it.
  mutating func askForProof(_ before: [UInt8]) {
    actions.append(.cancelTimer(PrinterTimer.sync))
    sync.restart()
    sync.ask(at: now)
    send(.fence, before + Command.paperStatusInOrder, stallTimeout: nil)
  }

  private mutating func askInOrder() {
    sync.ask(at: now)
    if attempt?.phase == .fence {
      send(.fence, Command.paperStatusInOrder, stallTimeout: nil)
    } else {
      send(.sync, Command.paperStatusInOrder)
      actions.append(.setTimer(PrinterTimer.sync, now + Self.restTime))
    }
  }

  mutating func inOrderAnswered() {
    let wasAsked = if case .asked = sync.state { true } else { false }
    if sync.isAsked { spoke() }
    // One that was asked in vain may answer later.
    if sync.isAsked || questionsInVain > 0 {
      fence = .answers
      questionsInVain = 0
    }
    switch sync.answered(at: now) {
    case .proof:
      fenceAnswered()
    case .round(let pause):
      actions.append(.setTimer(PrinterTimer.sync, now + pause))
      if wasAsked { proofComesNearer() }
    case .stray:
      actions.append(.count("lateAnswers", 1))
    }
  }

  /// A pause is over, or an answer at rest is overdue.
  mutating func syncTimedOut() {
    switch sync.state {
    case .asked:
      sync.lose()
      inOrderInVain()
    case .pausing where sync.isComplete:
      sync.complete()
      roundsInVain = 0
      fenceAnswered()
    case .pausing where (isAtRest || attempt?.phase == .fence) && sync.mayAsk:
      askInOrder()
    case .pausing:
      sync.lose()
      // A job that merely came in between is no fault of the printer's.
      if isAtRest || attempt?.phase == .fence { roundsInVain += 1 }
      if attempt?.phase == .fence { proofIsOverdue() }
    case .lost, .synced: break
    }
  }

  /// A busy printer answers late, and one without paper later: only one that never does is not asked any more.
  mutating func inOrderInVain() {
    questionsInVain += 1
    let isClaimed = settings.profile?.status.inOrder == true
    guard fence == .unknown, questionsInVain >= (isClaimed ? Self.mostInVainAgainstProfile : Self.mostInVain) else {
      return
    }
    fence = .silent
  }

  /// Answers that nobody waits for any more may still come.
  mutating func loseSync() {
    sync.lose()
    actions.append(.cancelTimer(PrinterTimer.sync))
  }
}
