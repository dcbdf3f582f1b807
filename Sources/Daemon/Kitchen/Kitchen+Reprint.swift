import PosModel
import PosProtocol
import PrintSpool
import Reactor

extension Kitchen {
  /// Prints a ticket again, with its number and its mark, by the printer that takes the station's tickets now.
  ///
  /// Throws `illegal` when the ticket is not known or is no ticket, when it waits already, or when its content is gone.
  func reprint(_ params: KitchenReprint) async throws(PosError) -> PrintJob {
    let id = try await ticket(params)
    let job = try await printing.disk.read { (database) throws(PosError) in try database.job(id) }
    guard let name = job.station else {
      throw PosError(
        .illegal, "the job \(id) is no ticket of a station", remedy: "jobs.resolve with reprint prints it again")
    }
    switch job.state {
    case .queued, .printing, .blocked:
      throw PosError(
        .illegal, "the ticket is not printed yet: it is \(job.state.rawValue)", remedy: job.reason?.remedy)
    default: break
    }
    let printer = try await printing.disk.read { (database) throws(PosError) in try database.origin(of: id).printer }
    let again = try await printing.resolve(id, .reprint)
    guard let station = stations.first(where: { $0.name == name }) else { return again }
    let way = try way(to: station)
    guard way.printer.id != printer else {
      look()
      return again
    }
    let moved = try await printing.move([id], to: way.printer, marked: true)
    look()
    return moved.first ?? again
  }

  private func ticket(_ params: KitchenReprint) async throws(PosError) -> String {
    switch (params.job, params.station, params.number) {
    case (let job?, nil, nil): return job
    case (nil, let name?, let number?):
      let today = LocalTime.day(
        WallClock.now.milliseconds, start: stations.first { $0.name == name }?.dayStart ?? 0)
      let day = params.day ?? today
      let found = try await printing.disk.read { (database) throws(PosError) in
        try database.ticket(number, of: name, on: day)
      }
      guard let found else {
        _ = try station(name)
        throw PosError(
          .illegal, "the ticket \(number) of \(name) of \(day) is not known",
          remedy: "give day for one of another day; kitchen.status says the last number")
      }
      return found
    default:
      throw PosError(.illegal, "give either job, or station and number")
    }
  }
}
