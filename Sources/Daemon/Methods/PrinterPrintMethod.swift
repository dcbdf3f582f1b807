import Logging
import PosModel
import PosProtocol
import PrintSpool
import Reactor

/// Puts a job on the disk, then on paper.
enum PrinterPrintMethod: AsyncMethod {
  static let permission: Permission? = .print
  static let summary = "Puts a job on the disk, then on paper."

  private static let longestKey = 200
  private static let copyLimit = 99

  static func call(_ params: PrinterPrint, _ call: Call) async throws(PosError) -> PrintJob {
    let printing = try call.printing
    if let station = call.daemon.kitchen?.stations.first(where: { $0.name == params.printer }) {
      return try await ticket(params, at: station, call)
    }
    let stations = call.daemon.kitchen?.stations.map(\.name) ?? []
    let device = try call.usableDevice(params.printer, class: .posPrinter, orStation: stations)
    let opensDrawer = params.openDrawer ?? false
    if opensDrawer { try call.require(.drawer) }
    let content = try call.content(params.content, for: [device])
    let names = try copyNames(params)
    let job = try await printing.accept(
      NewJob(
        key: try key(params), printer: device.id, label: device.name, content: content,
        copies: try copies(params), copyNames: names, tearPause: try tearPause(params),
        policy: params.policy ?? .atMostOnce, lane: params.priority ?? .normal, timeToLive: try timeToLive(params),
        opensDrawer: opensDrawer, owner: call.session.peer.uid, title: try title(params)))
    if opensDrawer, job.duplicate != true { openDrawer(of: device, call.daemon) }
    return try await answer(job, params, call)
  }

  /// A ticket of a station: as its configuration says where the request says nothing.
  private static func ticket(_ params: PrinterPrint, at station: Station, _ call: Call) async throws(PosError)
    -> PrintJob
  {
    guard params.openDrawer != true else {
      throw PosError(.illegal, "a station has no drawer", remedy: "name the printer that the drawer hangs on")
    }
    let kitchen = try call.kitchen
    try await kitchen.findPlace(of: station)
    let way = try kitchen.way(to: station)
    try call.daemon.claims.requireUsable(way.printer.id, by: call.session)
    var job = kitchen.job(way, owner: call.session.peer.uid)
    job.key = try key(params)
    job.title = try title(params)
    job.content = try call.content(params.content, for: kitchen.chain(of: station))
    if params.copies != nil || params.copyNames != nil { job.copies = try copies(params) }
    job.copyNames = try copyNames(params)
    job.tearPause = try tearPause(params)
    job.policy = params.policy ?? job.policy
    job.lane = params.priority ?? job.lane
    job.timeToLive = try timeToLive(params) ?? job.timeToLive
    let accepted = try await call.printing.accept(
      ticket: NewTicket(job, standIn: way.standIn.map { ($0.id, $0.name ?? $0.id) }))
    kitchen.look()
    return try await answer(accepted, params, call)
  }

  private static func answer(_ job: PrintJob, _ params: PrinterPrint, _ call: Call) async throws(PosError) -> PrintJob {
    var answer = job
    if params.wait == .done {
      answer = try await call.printing.waitForEnd(job.job)
      answer.duplicate = job.duplicate
      // One that had ended before it was waited for.
      answer.warnings = answer.warnings ?? job.warnings
    }
    if !call.unknownMembers.isEmpty { answer.warnings = call.unknownMembers + (answer.warnings ?? []) }
    return answer
  }

  /// Now, whatever the queue does: a drawer that opens late is a danger.
  private static func openDrawer(of device: DeviceDescription, _ daemon: Daemon) {
    daemon.devices.perform(.openDrawer(nil), on: device.id) { result in
      guard case .failure(let error) = result else { return }
      daemon.log.warning("the drawer was not opened", metadata: ["device": "\(device.id)", "error": "\(error)"])
    }
  }

  private static func key(_ params: PrinterPrint) throws(PosError) -> String? {
    guard let key = params.key else { return nil }
    guard !key.isEmpty, key.utf8.count <= longestKey else {
      throw PosError(.illegal, "key must have 1 to \(longestKey) bytes")
    }
    return key
  }

  private static func title(_ params: PrinterPrint) throws(PosError) -> String? {
    guard let title = params.title else { return nil }
    guard title.utf8.count <= longestKey else {
      throw PosError(.illegal, "title must have at most \(longestKey) bytes")
    }
    return title
  }

  private static func copies(_ params: PrinterPrint) throws(PosError) -> Int {
    let copies = params.copies ?? params.copyNames?.count ?? 1
    guard (1...copyLimit).contains(copies) else { throw PosError(.illegal, "copies must be 1 to \(copyLimit)") }
    return copies
  }

  private static func copyNames(_ params: PrinterPrint) throws(PosError) -> [String] {
    guard let names = params.copyNames else { return [] }
    guard params.copies == nil || params.copies == names.count else {
      throw PosError(.illegal, "copyNames has \(names.count) names for \(params.copies ?? 1) copies")
    }
    guard names.allSatisfy({ !$0.isEmpty && $0.utf8.count <= longestKey }) else {
      throw PosError(.illegal, "a copy's name must have 1 to \(longestKey) bytes")
    }
    return names
  }

  private static func tearPause(_ params: PrinterPrint) throws(PosError) -> Int {
    guard let pause = params.tearPauseMs else { return params.copyNames == nil ? 0 : 2000 }
    guard (0...60_000).contains(pause) else { throw PosError(.illegal, "tearPauseMs must be 0 to 60000") }
    return pause
  }

  private static func timeToLive(_ params: PrinterPrint) throws(PosError) -> Int64? {
    guard let seconds = params.ttlSeconds else { return nil }
    guard seconds > 0 else { throw PosError(.illegal, "ttlSeconds must be at least 1") }
    let (milliseconds, overflow) = Int64(seconds).multipliedReportingOverflow(by: 1000)
    return overflow ? .max : milliseconds
  }
}
