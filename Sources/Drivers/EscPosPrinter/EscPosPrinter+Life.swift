import EscPos
import PosModel

/// A network printer with a job in hand: one that answers nothing and takes nothing is told of within a second.
///
/// It is only told: the proof alone says what becomes of the job, and the next sign of life takes the word back.
extension EscPosPrinter {
  /// So long after a sign of life it is asked for another.
  private static let pauseTime = Duration.milliseconds(300)
  private static let leastSilence = Duration.milliseconds(600)
  /// Where no question can be asked, for a chunk is on its way.
  private static let leastStop = Duration.milliseconds(900)
  private static let mostSilence = Duration.seconds(3)
  /// What is longer was no pause of a printer that was well.
  private static let longestPause = Duration.seconds(5)

  /// Whether it has shown that it answers in real time, and at once: of others silence says nothing.
  var isWatched: Bool {
    settings.link == .tcp && canAsk && answersRealTime && !answersLate && !has("no-poll")
      && !settings.quirks.contains("linger")
  }

  /// Bytes have come, or were taken. The longest pause on this link is what a busy printer needs.
  mutating func sawLife() {
    let pause = now - lifeAt
    if isAwaited, status.blockage == nil, pause < Self.longestPause { longestPause = max(longestPause, pause) }
    lifeAt = now
    if isInHand, attempt?.blocked == Self.silence { progress(blocked: status.blockage) }
  }

  mutating func watchLife() {
    guard isWatched else { return }
    lifeAt = now
    pauseLife()
  }

  private mutating func pauseLife() {
    lifeDue = now + (status.blockage == nil ? Self.pauseTime : Self.pollTime)
    actions.append(.setTimer(PrinterTimer.life, lifeDue))
  }

  /// Content goes on while the question is open.
  mutating func askForLife() {
    guard isWatched, isInHand, lifeDue <= now, run == nil, waitingRuns.isEmpty, quietUntil <= now, isBetweenCommands
    else { return }
    // What tells its changes by itself tells this one too.
    guard !sendsAutomaticStatus || status.blockage == nil else { return }
    lifeAt = now
    let isPolled = !sendsAutomaticStatus && attempt?.phase != .content
    start(QueryRun(.life, isPolled ? StatusQuery.usual : [.printer]))
  }

  mutating func lookForLife() {
    guard isInHand, let attempt else { return }
    guard isWatched else { return pollProof() }
    askForLife()
    guard isAwaited, status.blockage == nil else { return pauseLife() }
    let isAsked = isAskedForLife
    let due = lifeAt + silenceTime
    guard due <= now else { return actions.append(.setTimer(PrinterTimer.life, due)) }
    if isAsked {
      fellSilent()
      announce()
      progress(blocked: Self.silence)
    } else {
      progress(blocked: attempt.blocked ?? Self.takesNothing)
    }
    actions.append(.setTimer(PrinterTimer.life, now + Self.pollTime))
  }

  private var silenceTime: Duration {
    min(max(longestPause * 3 / 2, isAskedForLife ? Self.leastSilence : Self.leastStop), Self.mostSilence)
  }

  /// A question that is open for longer, and long told of, is given up for another.
  var lifePatience: Duration { silenceTime + Self.pollTime }

  /// It stays open as long as anything moves: its answer is then behind what moves.
  mutating func lifeTimedOut(isTaken: Bool) {
    if isTaken, isInHand, now - lifeAt < lifePatience {
      return actions.append(.setTimer(PrinterTimer.query, lifeAt + lifePatience))
    }
    if isTaken { quietUntil = now + Self.pauseTime }
    decoder.reset()
    endRun()
  }

  /// The job goes on, or has ended, without it.
  mutating func hurryLife() {
    if isAskedForLife { actions.append(.setTimer(PrinterTimer.query, now + Self.answerTime)) }
  }

  mutating func lifeEnded(answered: Int) {
    guard isInHand else { return }
    if answered > 0 {
      if attempt?.phase == .content { progress(blocked: status.blockage) } else { watchProof() }
    }
    pauseLife()
  }

  /// No answer to this question has come.
  var isAskedForLife: Bool { run?.purpose == .life && run?.answered == 0 }

  private var isAwaited: Bool { isAskedForLife || attempt?.pending != nil }

  private var isInHand: Bool {
    switch attempt?.phase {
    case .content, .confirming, .fence: true
    default: false
    }
  }
}
