import PosModel
import Reactor

/// A printer that fell silent with nothing to print is asked now and then whether it is there again: only its answer can bring
/// the tickets back to it.
extension Kitchen {
  private static let askTime = Duration.seconds(5)

  /// Asks those that are due; answers with the time of the next question, nil when there is nobody to ask.
  func askSilent(_ chain: [DeviceDescription]) -> Instant? {
    let now = Reactor.now
    var next: Instant?
    for printer in chain where printer.state == .ready && printing.isSilent(printer.id) {
      guard case .idle = printing.flow(of: printer.id) else { continue }
      var due = silentAskedAt[printer.id].map { $0 + Self.askTime } ?? now
      if due <= now {
        silentAskedAt[printer.id] = now
        due = now + Self.askTime
        // Its status comes as an event, too.
        devices.perform(.printerStatus, on: printer.id) { _ in }
      }
      next = min(next ?? due, due)
    }
    return next
  }
}
