import PosModel

/// Tells the in-order answer to the question just asked from those that earlier links still have to come.
///
/// Answers to GS r are all alike, and a printer that was busy when its link went down gives the old ones to the new link, as its
/// paper goes on. At rest it answers at once, and then says nothing. So a few rounds of that in a row are awaited, with
/// pauses of different lengths, for which no even pace of old answers passes; any answer too many starts again.
struct InOrderSync: Hashable, Sendable {
  enum State: Hashable, Sendable {
    /// What is owed is not known, and nobody tries to find out.
    case lost
    /// One round's question is open.
    case asked(Instant)
    /// It was answered; nothing more must come.
    case pausing
    /// Nothing is owed but the answer to the open question, if there is one.
    case synced(isAsked: Bool)
  }

  /// What an answer means.
  enum Meaning: Hashable, Sendable {
    /// It belongs to a round; nothing must come for so long.
    case round(pause: Duration)
    /// Everything before the open question is processed.
    case proof
    /// Nobody asked for it.
    case stray
  }

  private static let pauses: [Duration] = [.milliseconds(150), .milliseconds(300), .milliseconds(200)]
  /// A printer that talks without end is not asked without end.
  private static let mostQuestions = 12

  private(set) var state = State.lost
  private var rounds = 0
  private var questions = 0

  var isSynced: Bool {
    if case .synced = state { true } else { false }
  }

  /// Whether rounds are under way.
  var isUnderWay: Bool { !isSynced && state != .lost }

  var isComplete: Bool { state == .pausing && rounds == Self.pauses.count }

  var mayAsk: Bool { questions < Self.mostQuestions }

  /// What came before does not count any more.
  mutating func lose() {
    self = InOrderSync()
  }

  /// The question of a round, or the one whose answer is a proof, has left.
  mutating func ask(at now: Instant) {
    guard !isSynced else {
      state = .synced(isAsked: true)
      return
    }
    state = .asked(now)
    questions += 1
  }

  /// Rounds begin anew, after whatever was asked before.
  mutating func restart() {
    guard !isSynced else { return }
    lose()
  }

  /// All rounds were as they have to be.
  mutating func complete() {
    state = .synced(isAsked: false)
  }

  /// `atOnce` is the longest time that a printer at rest takes for an answer.
  mutating func answered(at now: Instant, atOnce: Duration) -> Meaning {
    switch state {
    case .lost:
      return .stray
    case .asked(let since):
      rounds = now - since <= atOnce ? rounds + 1 : 0
      state = .pausing
      return .round(pause: Self.pauses[max(0, rounds - 1)])
    case .pausing:
      rounds = 0
      return .round(pause: Self.pauses[0])
    case .synced(isAsked: true):
      state = .synced(isAsked: false)
      return .proof
    case .synced(isAsked: false):
      lose()
      return .stray
    }
  }
}
