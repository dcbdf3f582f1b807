import EscPos
import PosModel

/// A printer with nothing to print: one that has answered and does not any more is told of, for silence is no good news.
extension EscPosPrinter {
  private static let restPollTime = Duration.seconds(1)
  /// Shorter than elsewhere, so that silence is told soon.
  private static let restAnswerTime = Duration.milliseconds(250)

  /// Asks again in a while. Not on a connection that is closed after each burst, for it never would be; nor behind what a
  /// job that broke off may have left in the way.
  mutating func watchAtRest() {
    guard link != nil, canAsk, answersRealTime, attempt == nil, interruption == nil, !has("no-poll"),
      !settings.quirks.contains("linger")
    else { return }
    actions.append(.setTimer(PrinterTimer.rest, now + Self.restPollTime))
  }

  mutating func pollAtRest() {
    guard attempt == nil else { return }
    guard run == nil, probing == nil, direct == nil, kick == nil else { return watchAtRest() }
    start(QueryRun(.resting, [.printer]))
  }

  /// How long an answer may take.
  var patience: Duration {
    if isAskedForLife { return lifePatience }
    if run?.purpose == .resting, !answersLate { return Self.restAnswerTime }
    return max(Self.answerTime, slowestAnswer * 3 / 2)
  }

  /// A printer that says that it is offline, or that nothing is known of, is asked for the rest.
  var wantsMoreAtRest: Bool {
    !sendsAutomaticStatus && (status.online != true || status.blockage != nil || status.cover == .unknown || isMute)
  }

  mutating func fellSilent() {
    guard answersRealTime else { return }
    status = PrinterStatus()
    sendsAutomaticStatus = false
    guard !isMute else { return }
    isMute = true
    actions.append(.count("silences", 1))
    actions.append(.log(.warning, Self.silence.message))
  }

  mutating func isHeardAgain() {
    guard isMute else { return }
    isMute = false
    actions.append(.log(.notice, "the printer answers again"))
  }

  mutating func answersAgain() {
    guard isMute else { return }
    isHeardAgain()
    // It may have been switched off and on behind a cable that hides it.
    if wantsAutomaticStatus { askForAll() }
  }

  /// GS a has the printer tell all that it knows: at once, or as soon as no command is cut by it.
  mutating func askForAll() {
    if isBetweenCommands { send(.automatic, Command.enableAutomaticStatus) } else { attempt?.owesStatus = true }
  }
}
