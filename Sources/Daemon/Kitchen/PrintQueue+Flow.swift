import PosModel
import PrintSpool
import Reactor

extension PrintQueue {
  /// Whether jobs get through.
  enum Flow: Equatable {
    /// Nothing waits.
    case idle
    /// A job is being printed.
    case printing
    /// Nothing is known yet.
    case unknown
    /// The reason, where it is known.
    case blocked(DeviceReason?)
  }

  var flow: Flow {
    if let current {
      if let blocked = current.blocked { return .blocked(DeviceReason(blocked)) }
      if current.isArmed { return .printing }
    }
    guard let first = waiting.first else { return .idle }
    if let obstacle, obstacle.id == first.id { return .blocked(DeviceReason(obstacle.error)) }
    return first.state == .blocked ? .blocked(nil) : .unknown
  }

  /// See `Printing.holdsBack`.
  func holdsBack(_ station: String) -> Bool {
    guard let flight = current, flight.job.station == station, flight.isArming || flight.isArmed else { return false }
    guard !flight.hasEnded else { return true }
    guard !flight.hasStarted else { return false }
    backOut(flight)
    return true
  }

  /// Gives up an attempt of which bytes may have left, so that the job can go to another printer; its end follows as a
  /// change. What the printer still holds of it is cleared before the next job.
  func abandon(_ id: String) {
    guard let flight = current, flight.id == id, flight.giveUp == nil else { return }
    flight.giveUp = .requeue
    services.devices.perform(.cancelPrint(job: id), on: printer) { _ in }
  }
}
