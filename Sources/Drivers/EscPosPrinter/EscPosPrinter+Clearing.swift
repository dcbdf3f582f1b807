import EscPos
import PosModel

/// Makes what an interrupted job has left in the printer go before the next one, so that the half of a picture does not
/// eat the beginning of a receipt.
extension EscPosPrinter {
  /// DLE DC4 8: forgets what is in the receive and print buffers, answers `37 25 00` (Epson ESC/POS).
  static let clearBuffer: [UInt8] = [0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08]
  private static let clearingTime = Duration.seconds(2)

  mutating func startClearing() {
    attempt?.phase = .clearing
    guard settings.profile?.status.clearsBuffer == true, link?.canReceive == true else {
      return pad(missingBytes)
    }
    send(.clearing, Self.clearBuffer)
    actions.append(.setTimer(PrinterTimer.clearing, now + Self.clearingTime))
  }

  /// What another driver has left for this attempt to clear.
  func predecessor(of attempt: PrintAttempt) -> StaleMemory? {
    attempt.work.predecessor.flatMap { hasSent && $0.isUnproven ? nil : $0 }
  }

  /// On USB the driver has seen itself how much is missing; elsewhere what was sent to make up for it may be lost too.
  var missingBytes: Int {
    let longest = attempt.flatMap { predecessor(of: $0) }?.longestCommand ?? 0
    guard let missing = interruption?.missing else { return min(longest, Interruption.longest) }
    return min(settings.link == .usb ? missing : max(missing, longest), Interruption.longest)
  }

  mutating func cleared() {
    guard attempt?.phase == .clearing, !isPadding else { return }
    actions.append(.cancelTimer(PrinterTimer.clearing))
    pad(0)
  }

  mutating func clearingIsOverdue() {
    guard attempt?.phase == .clearing, !isPadding else { return }
    actions.append(.log(.notice, "the printer has not said that its buffer is clear"))
    pad(missingBytes)
  }

  private var isPadding: Bool { attempt?.isPadding == true }

  private mutating func pad(_ count: Int) {
    attempt?.isPadding = true
    send(.clearing, ending(count), stallTimeout: nil)
    actions.append(.setTimer(PrinterTimer.stall, now + Self.stallTime))
  }

  /// Zeros end the command that was cut short; then as after power-on, and the torn receipt is cut off.
  private func ending(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, count)) + Command.initialize
    if sendsAutomaticStatus { bytes += Command.enableAutomaticStatus }
    bytes += [0x0A, 0x0A, 0x0A]
    if hasCutter { bytes += Command.feedAndCut }
    return bytes
  }

  /// The content ends in the middle of a command, which would eat the question for its proof and the next job.
  mutating func endLastCommand() {
    guard let lacking = attempt?.cursor.lacking, lacking > 0 else { return }
    actions.append(.log(.notice, "the content ends in the middle of a command, which is made up for"))
    send(.filler, ending(lacking), stallTimeout: nil)
  }

  private var hasCutter: Bool { settings.profile.map { !$0.cuts.isEmpty } ?? true }

  mutating func clearingSent(_ outcome: SendOutcome) {
    guard attempt?.phase == .clearing else { return }
    switch outcome {
    case .complete:
      guard isPadding else { return }
      clearingLeft()
      startContent()
    case .disconnected: break  // `.closed` follows.
    case .cancelled where attempt?.cancelled != true && isPadding: pad(missingBytes)
    case .stalled, .timedOut, .cancelled, .failed:
      endEarly(
        PosError(
          .busy, "the printer takes no data, and still has an interrupted job in its memory",
          remedy: "switch the printer off and on"))
    }
  }
}
