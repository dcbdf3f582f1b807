import PosModel
import Reactor

/// Where the tickets of a station go at the moment.
struct StationPlace {
  /// The id of the printer; nil: not looked at yet.
  var active: String?
  /// Since when it stands in for the first one, RFC 3339; nil: it is the first one.
  var since: String?
  /// Some tickets are uncertain.
  var hasUncertain = false
  /// Some tickets wait at a printer that the configuration has taken from the chain.
  var hasStranded = false
  /// When each uncertain ticket was first seen so.
  var uncertainSince: [String: Instant] = [:]
  /// Since when the others wait for one that is just being tried at a printer that they leave, by its id.
  var callBackSince: [String: Instant] = [:]
  /// How often in a row the first printer was tried again and failed.
  private(set) var vainReturns = 0
  /// It was returned to, and has printed nothing yet.
  private var isOnTrial = false

  /// A printer that seems well and prints nothing is tried again less and less often: at most 64 times the time.
  func returnTime(_ time: Duration) -> Duration { time * (1 << min(vainReturns, 6)) }

  mutating func goAway(to printer: String, since time: String) {
    if isOnTrial { vainReturns += 1 }
    isOnTrial = false
    active = printer
    since = time
  }

  mutating func goBack(to printer: String) {
    active = printer
    since = nil
    isOnTrial = true
  }

  mutating func hasPrinted(at printer: String) {
    guard printer == active, since == nil else { return }
    isOnTrial = false
    vainReturns = 0
  }
}
