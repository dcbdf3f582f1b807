import Logging
import PosModel
import PosProtocol
import PrintSpool
import Reactor

/// How the jobs are taken up: at the start, when a full disk has room again, and when another file takes the place of a damaged
/// one.
extension Printing {
  private static let retryTime = Duration.seconds(2)
  private static let salvageLimit = 5

  /// Takes up what the last daemon has left. Throws why the jobs cannot be kept: then it is tried again by itself, and printing
  /// is refused with that reason meanwhile.
  package func start() async throws(PosError) {
    do throws(PosError) {
      try await takeUp()
    } catch {
      retry()
      throw error
    }
  }

  private func retry() {
    retryTimer?.cancel()
    retryTimer = Reactor.shared.schedule(after: Self.retryTime) { [weak self] in
      Reactor.shared.task { await self?.startAgain() }
    }
  }

  private func startAgain() async {
    do throws(PosError) {
      try await takeUp()
      log.notice("print jobs can be kept again")
      tookUp()
    } catch {
      log.debug("print jobs cannot be kept", metadata: ["error": "\(error)"])
      retry()
    }
  }

  private func takeUp() async throws(PosError) {
    let now = clock.now
    // What it was set by before is in this time already.
    _ = clock.step()
    let (broken, place, wasSetBack) = try await disk.start { (database) throws(PosError) in
      let newest = try database.newestTime()
      let wasSetBack = newest.map { now < $0 - StepWatch.tolerance } ?? false
      if let newest, wasSetBack { try database.countFromNow(now, newest: newest) }
      return (try database.recover(now: now), try database.lastSequence(), wasSetBack)
    }
    firstRun = (place, now)
    if wasSetBack { log.notice("the clock was set back: what print jobs have left to wait counts from now") }
    for job in broken {
      log.warning(
        "a print job was under way when posd ended",
        metadata: ["job": "\(job.job)", "printer": "\(job.printer)", "state": "\(job.state.rawValue)"])
    }
    let (pending, debtors) = try await disk.read { (database) throws(PosError) in
      (try database.pending(), try database.slipDebtors())
    }
    for printer in debtors { queue(printer).owesSlip = true }
    for printer in Set(pending.map(\.printer) + debtors) {
      // Nobody knows how long ago its last copy was printed.
      if let first = pending.first(where: { $0.printer == printer }), first.isInHand {
        await queue(printer).pauseForTearing(first.id)
      }
      await queue(printer).reload()
    }
    cleanLater()
    // What was too old to be believed is looked at when the clock has had its time.
    Reactor.shared.schedule(after: Self.settleTime) { [weak self] in self?.cleanLater() }
  }

  // MARK: A damaged file

  func note(_ salvage: JobSalvage) {
    salvages = Array((salvages + [salvage]).suffix(Self.salvageLimit))
    log.error("\(salvage.notice.message)", metadata: ["file": "\(salvage.file)"])
  }

  func wasSetAside(_ salvage: JobSalvage) {
    note(salvage)
    Reactor.shared.task { [weak self] in await self?.lookAnew(salvage) }
  }

  /// What the queues have in hand goes on; what waits is read anew, and what became uncertain is told.
  private func lookAnew(_ salvage: JobSalvage) async {
    var filter = JobFilter()
    filter.states = [.uncertain]
    let waitedFor = Array(endWaiters.keys)
    do throws(PosError) {
      let (pending, uncertain, lost) = try await disk.read { [filter] (database) throws(PosError) in
        var uncertain: [(job: PrintJob, printer: String)] = []
        for job in try database.list(filter) { uncertain.append((job, try database.origin(of: job.job).printer)) }
        var lost: [String] = []
        for id in waitedFor where try !database.knows(id) { lost.append(id) }
        return (try database.pending(), uncertain, lost)
      }
      for (job, printer) in uncertain { hasChanged(job, printer) }
      for id in lost { hasChanged(Self.lost(id, salvage, at: clock.now), "") }
      for printer in Set(pending.map(\.printer)).union(queues.keys) { await queue(printer).reload() }
    } catch {
      log.error("the print jobs were not read anew", metadata: ["error": "\(error)"])
    }
  }

  /// What is told of a job that somebody waits for and the file does not know any more.
  private static func lost(_ id: String, _ salvage: JobSalvage, at now: Int64) -> PrintJob {
    PrintJob(
      job: id, key: nil, printer: "", state: .uncertain, evidence: .none, attempt: 0, copy: 1, copies: 1,
      reason: DeviceReason(salvage.notice), attention: true, acceptedAt: Timestamp(milliseconds: now).text, endedAt: nil
    )
  }

  // MARK: What is told

  /// The job with what the disk has not taken of it.
  func shown(_ job: PrintJob) -> PrintJob {
    queues.values.first { $0.unkept?.id == job.job }?.shown(job) ?? job
  }

  /// Why no job can be kept, and what was saved of damaged files.
  package var notices: [DeviceReason] {
    (disk.fault.map { [DeviceReason($0)] } ?? []) + salvages.map { DeviceReason($0.notice) }
  }
}
