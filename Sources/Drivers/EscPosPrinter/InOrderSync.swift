import PosModel

/// Tells the in-order answer to the question just asked from those that earlier links still have to come.
///
/// Answers to GS r are all alike, and a printer that was busy when its link went down gives the old ones to the new link, as its
/// paper goes on. At rest it takes the same time for each answer, and then says nothing. So a few rounds of that in a row are
/// awaited, with pauses that are longer than an answer takes and differ by more than that, so that no even pace of old answers
/// passes; any answer too many starts again.
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

  /// What a printer at rest usually takes for an answer, at most.
  private static let usual = Duration.milliseconds(100)
  /// What one does that takes its time with answers in order.
  private static let slowest = Duration.milliseconds(500)
  /// In halves of what an answer takes. Of an even pace, the second would need less than 1.5 + 1.4 times that, the third more
  /// than 3 times.
  private static let pauses = [3, 6, 4]
  /// A printer that talks without end is not asked without end.
  private static let mostQuestions = 12
  private static let mostTooLate = 4

  private(set) var state = State.lost
  private var rounds = 0
  private var questions = 0
  /// What an answer takes, by the first of these rounds.
  private var unit = usual
  /// The last answer was not as quick as usual.
  private var wasLate = false
  /// Answers in a row that came too late for any round.
  private var tooLate = 0

  var isSynced: Bool {
    if case .synced = state { true } else { false }
  }

  /// Whether a question is open.
  var isAsked: Bool {
    switch state {
    case .asked, .synced(isAsked: true): true
    case .lost, .pausing, .synced(isAsked: false): false
    }
  }

  /// Whether rounds are under way.
  var isUnderWay: Bool { !isSynced && state != .lost }

  var isComplete: Bool { state == .pausing && rounds == Self.pauses.count }

  var mayAsk: Bool { questions < Self.mostQuestions && tooLate < Self.mostTooLate }

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

  mutating func answered(at now: Instant) -> Meaning {
    switch state {
    case .lost:
      return .stray
    case .asked(let since):
      take(now - since)
      state = .pausing
      return .round(pause: pause)
    case .pausing:
      (rounds, unit, wasLate) = (0, Self.usual, false)
      return .round(pause: pause)
    case .synced(isAsked: true):
      state = .synced(isAsked: false)
      return .proof
    case .synced(isAsked: false):
      lose()
      return .stray
    }
  }

  /// A first answer that is late may have waited for paper that was being printed; a second one is slow by nature.
  private mutating func take(_ time: Duration) {
    let isLike = time <= unit * 7 / 5 && (unit == Self.usual || time * 2 >= unit)
    if rounds > 0, isLike {
      rounds += 1
    } else if time <= Self.usual || wasLate && time <= Self.slowest {
      (rounds, unit) = (1, max(Self.usual, time))
    } else {
      (rounds, unit) = (0, Self.usual)
    }
    wasLate = time > Self.usual
    tooLate = time > Self.slowest ? tooLate + 1 : 0
  }

  private var pause: Duration { unit * Self.pauses[max(0, rounds - 1)] / 2 }
}
