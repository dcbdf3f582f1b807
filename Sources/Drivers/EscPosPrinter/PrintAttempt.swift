import EscPos
import PosModel

/// The job in the printer's hands.
struct PrintAttempt: Hashable, Sendable {
  enum Phase: Hashable, Sendable {
    /// Asking whether the printer can print; nothing has left.
    case preflight
    /// It can; waiting for the word to start.
    case ready
    /// What an interrupted job has left in the printer is made to go.
    case clearing
    case content
    /// The transport clears a halt; the remainder follows.
    case recovering
    /// Everything has left; waiting for the printer's word that it is printed.
    case confirming
    /// Everything has left; waiting for the in-order status.
    case fence
    case verdict
    /// The printer says nothing; waiting for its system to have everything.
    case leaving

    /// Whether the last content byte was taken.
    var isAfterContent: Bool { self == .confirming || self == .fence || self == .verdict || self == .leaving }
  }

  let command: CommandID
  let work: PrintWork
  /// What the printer sends back when everything before is printed.
  let token: [UInt8]
  var phase = Phase.preflight
  var hasGo: Bool
  var toldReady = false
  var cursor = ContentCursor()
  /// Content on its way to the device.
  var pending: ContentCursor.Chunk?
  /// Bytes that the device has taken.
  var sent = 0
  /// The end of what may have left: the link broke while it was on its way, and took the count of its bytes along.
  var reach: Int?
  var reported = 0
  var blocked: PosError?
  var fenced = false
  var cancelled = false
  var troubled = false
  /// The bytes that end an interrupted command are on their way.
  var isPadding = false
  /// Automatic status has to be switched on again, and what did it was taken back.
  var owesStatus = false
  /// When the printer is asked again in the middle of the content.
  var nextQuestion: Instant
  /// Since when the device has taken nothing.
  var movedAt: Instant

  init(_ command: CommandID, _ work: PrintWork, token: [UInt8], now: Instant) {
    self.command = command
    self.work = work
    self.token = token
    hasGo = !work.needsGo
    nextQuestion = now + .seconds(1)
    movedAt = now
  }

  mutating func isBetweenCommands() -> Bool {
    pending == nil && cursor.isBetweenCommands(sent, of: work.bytes)
  }

  /// How long the printer may take for what it has, in addition to 3 s: `dotsPerSecond` is its slowest.
  func printingTime(dotsPerSecond: Int) -> Duration {
    let dots = min(cursor.feed, 200_000)
    let bytes = min(work.bytes.count, 1_000_000)
    let time = Duration.milliseconds(dots * 1000 / max(1, dotsPerSecond)) + .milliseconds(bytes / 10)
    return .seconds(3) + min(time, .seconds(500))
  }
}
