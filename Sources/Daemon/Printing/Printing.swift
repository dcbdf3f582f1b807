import EscPos
import Logging
import PosModel
import PosProtocol
import PrintSpool
import Reactor

/// All print jobs: accepts them, gives each printer its queue, and tells what becomes of them.
@ReactorActor
package final class Printing {
  package let disk: JobDisk
  /// How long ended jobs stay known.
  package var retention = JobRetention()
  /// Tells the clients of a job, and the device id of its printer.
  package var changed: @ReactorActor (PrintJob, String) -> Void = { _, _ in }
  let devices: any Devices
  let content: any ContentSetting
  let log: Logger
  /// What the stations of the kitchen are called on paper.
  package var stationTitles: [String: String] = [:]
  private(set) var queues: [String: PrintQueue] = [:]
  /// What printers said of themselves since they became ready.
  private(set) var statuses: [String: PrinterStatus] = [:]
  /// What is wrong on the paper of the jobs in hand.
  private var warnings: [String: [PrintWarning]] = [:]
  /// Who waits for the end of a job, by its id and their own numbers.
  private(set) var endWaiters: [String: [Int: CheckedContinuation<PrintJob?, Never>]] = [:]
  private var lastWaiter = 0
  private var cleaning: ReactorTimer?
  private var rest: ReactorTimer?
  private var endedSinceCleaning = 0
  let clock: StepWatch
  let deadlines: JobDeadlines
  /// What came before this run in the file, and when it began by the clock on the wall as it is now.
  var firstRun: (place: Int64, startedAt: Int64) = (.max, .max)
  /// Nothing is forgotten by its age before, for the clock may be set again.
  var settledAt = Reactor.now + Printing.settleTime
  /// What was saved of damaged files in this run, the latest last.
  var salvages: [JobSalvage] = []
  var retryTimer: ReactorTimer?
  /// Hears when the jobs are taken up later than at the start.
  package var tookUp: @ReactorActor () -> Void = {}
  /// After so many jobs the pages of code are given back at once, after fewer when the till has rested for a while.
  private static let manyJobs = 500
  /// The disk does not wait until what is longer is checked.
  private static let quickContent = 64 << 10
  /// One job with so many bytes of content counts as many.
  private static let largeContent = 256 * 1024
  private static let restTime = Duration.seconds(30)

  /// `path` is the file of the jobs; its folder exists. Throws when the jobs cannot be kept.
  ///
  /// `watch` is told of every write to it, on the thread that writes.
  package init(
    path: String, devices: any Devices, content: any ContentSetting, log: Logger, clock: StepWatch = StepWatch(),
    watch: (@Sendable (JobStore.WriteMoment) -> Void)? = nil
  ) throws(PosError) {
    disk = try JobDisk(path: path, watch: watch)
    self.clock = clock
    deadlines = JobDeadlines(clock)
    self.devices = devices
    self.content = content
    self.log = log
    if let salvage = disk.salvage { note(salvage) }
    disk.setAside = { [weak self] in self?.wasSetAside($0) }
  }

  /// Waits until the disk has everything. Jobs under way stay where they are: the next start finds them.
  package func stop() {
    cleaning?.cancel()
    rest?.cancel()
    retryTimer?.cancel()
    for queue in queues.values { queue.stop() }
    disk.stop()
  }

  /// Whether a job is under way at a printer.
  func isPrinting(on printer: String) -> Bool { queues[printer]?.current != nil }

  package var waitingJobs: Int { queues.values.reduce(0) { $0 + $1.count } }

  // MARK: Jobs

  /// Returns when the job is on the disk. Throws what is wrong with its content, and `busy` when too many wait.
  package func accept(_ job: NewJob) async throws(PosError) -> PrintJob {
    await followClock()
    let queue = queue(job.printer)
    if let accepted = try await acceptAndArm(job, queue) { return accepted }
    let warnings = try content.check(job.content, for: job.printer)
    guard queue.count < PrintQueue.limit else {
      throw PosError(
        .busy, "\(PrintQueue.limit) jobs wait for \(job.label) already", remedy: "see posd status", device: job.printer)
    }
    let accepted = try await disk.write { (database) throws(PosError) in
      try database.accept(job, now: WallClock.now.milliseconds)
    }
    if accepted.duplicate != true { enqueue(accepted, job, queue) }
    return accepted.with(warnings)
  }

  /// The printer is idle and known to be well: acceptance and first attempt go to the disk together, in half the time,
  /// and the content is set while they are on their way.
  ///
  /// nil when that cannot be. See docs/decisions/print-jobs.md for what a crash makes of it.
  private func acceptAndArm(_ job: NewJob, _ queue: PrintQueue) async throws(PosError) -> PrintJob? {
    // The number of a ticket is known only when it is accepted, and stands on it. A picture is drawn first.
    guard job.station == nil || job.number != nil, !job.content.isImage, job.content.size <= Self.quickContent,
      queue.reserve()
    else { return nil }
    do throws(PosError) {
      var marks = PrintMarks()
      marks.copyName = job.copyNames.first
      marks.station = job.station
      marks.number = job.number
      let device = try queue.readyDevice()
      var set: SetContent?
      var warnings: [PrintWarning] = []
      let longest = Handover<Result<Int?, PosError>>()
      let setNow = {
        longest.give(
          Result { () throws(PosError) in
            warnings = try self.content.check(job.content, for: job.printer)
            set = try self.content.setAtOnce(job.content, marks: marks, printer: device)
            return set?.longest
          })
      }
      let (accepted, armed, stale) = try await disk.write(meanwhile: setNow) {
        (database) throws(PosError) -> (PrintJob, PrintJob?, StaleMemory?) in
        let now = WallClock.now.milliseconds
        let accepted = try database.accept(job, now: now)
        let stale = try database.staleMemory(of: job.printer)
        guard let longest = try longest.take().get(), accepted.duplicate != true, stale?.isUnproven ?? true else {
          return (accepted, nil, nil)
        }
        return (accepted, try database.armFirst(accepted, on: job.printer, longest: longest, now: now), stale)
      }
      guard accepted.duplicate != true else {
        queue.release()
        return accepted
      }
      guard let armed, let set else {
        enqueue(accepted, job, queue)
        queue.release()
        return accepted.with(warnings)
      }
      let flight = PrintFlight(
        armed, longest: set.longest, isArmed: true, drawerSince: set.opensDrawer ? WallClock.now.milliseconds : nil)
      let work = PrintWork(job: armed.job, attempt: armed.attempt, bytes: set.bytes, predecessor: stale)
      warned(armed.job, set.warnings)
      queue.start(flight, work)
      enqueue(accepted, job, queue)
      hasChanged(armed, job.printer)
      queue.release(flight)
      return accepted.with(warnings)
    } catch {
      queue.release()
      throw error
    }
  }

  func enqueue(_ accepted: PrintJob, _ job: NewJob, _ queue: PrintQueue) {
    changed(accepted, queue.printer)
    if job.content.size >= Self.largeContent { endedSinceCleaning += Self.manyJobs }
    if let time = job.timeToLive { deadlines.set(accepted.job, in: time) }
    let expiry = job.timeToLive.map { WallClock.now.milliseconds.addingReportingOverflow($0) }
    queue.append(
      PendingJob(
        id: accepted.job, printer: queue.printer, lane: job.lane,
        expiresAt: expiry.map { $0.overflow ? .max : $0.partialValue }))
  }

  /// Returns when the job has ended or is uncertain. Throws when the task is cancelled: its client has gone.
  package func waitForEnd(_ id: String) async throws(PosError) -> PrintJob {
    let job = try await disk.read { (database) throws(PosError) in try database.job(id) }
    guard !Self.isAtRest(job) else { return job }
    lastWaiter += 1
    let number = lastWaiter
    let ended: PrintJob? = await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: CheckedContinuation<PrintJob?, Never>) in
        guard !Task.isCancelled else { return continuation.resume(returning: nil) }
        endWaiters[id, default: [:]][number] = continuation
      }
    } onCancel: {
      Reactor.shared.post { [weak self] in self?.stopWaiting(number, for: id) }
    }
    guard let ended else { throw PosError(.failure, "nobody waits for the job any more") }
    return ended
  }

  private func stopWaiting(_ number: Int, for id: String) {
    endWaiters[id]?.removeValue(forKey: number)?.resume(returning: nil)
    if endWaiters[id]?.isEmpty == true { endWaiters[id] = nil }
  }

  package var waiters: Int { endWaiters.values.reduce(0) { $0 + $1.count } }

  /// Gives a job up, wherever it is. Throws `illegal` when it has ended.
  package func cancel(_ id: String) async throws(PosError) -> PrintJob {
    let printer = try await disk.read { (database) throws(PosError) in try database.origin(of: id).printer }
    if queue(printer).giveUp(id) { return try await waitForEnd(id) }
    let job: PrintJob
    do throws(PosError) {
      job = try await disk.write { (database) throws(PosError) in
        try database.end(id, .cancelled, reason: nil, now: WallClock.now.milliseconds)
      }
    } catch {
      // Its turn has come in this moment.
      guard error.code == .busy, queue(printer).giveUp(id) else { throw error }
      return try await waitForEnd(id)
    }
    queue(printer).lose([id])
    hasChanged(job, printer)
    return job
  }

  /// Somebody has looked at a job that needs attention, or wants a printed one again.
  package func resolve(_ id: String, _ verdict: JobVerdict, copy: Int? = nil) async throws(PosError) -> PrintJob {
    let (job, printer) = try await disk.write { (database) throws(PosError) in
      (
        try database.resolve(id, verdict, copy: copy, now: WallClock.now.milliseconds),
        try database.origin(of: id).printer
      )
    }
    hasChanged(job, printer)
    if !Self.isAtRest(job) { await queue(printer).reload() }
    return job
  }

  /// Moves waiting jobs to another printer; answers with those that went. Of which something may be on paper goes only
  /// `marked`: it is printed there as a possible duplicate.
  package func move(
    _ ids: [String], to printer: DeviceDescription, marked: Bool
  ) async throws(PosError) -> [PrintJob] {
    try await move(to: printer) { (database, label, now) throws(PosError) in
      try database.move(ids, to: printer.id, label: label, marked: marked, now: now)
    }
  }

  /// `pick` moves them on the disk. What is accepted later comes behind them.
  func move(
    to printer: DeviceDescription,
    _ pick:
      @escaping @Sendable (borrowing SQLiteDatabase, _ label: String, _ now: Int64) throws(PosError) -> [PrintJob]
  ) async throws(PosError) -> [PrintJob] {
    let (id, label) = (printer.id, printer.name ?? printer.id)
    let (moved, waiting) = try await disk.write { (database) throws(PosError) -> ([PrintJob], [PendingJob]) in
      let moved = try pick(database, label, WallClock.now.milliseconds)
      return (moved, try database.pending(id))
    }
    for (other, queue) in queues where other != id { queue.lose(moved.map(\.job)) }
    for job in moved { hasChanged(job, id) }
    queue(id).take(waiting)
    return moved
  }

  // MARK: What happens

  package func deviceChanged(_ device: DeviceDescription) {
    guard device.class == .posPrinter else { return }
    if device.state != .ready { statuses[device.id] = nil }
    queues[device.id]?.wake()
  }

  package func statusChanged(of device: DeviceDescription, _ status: PrinterStatus) {
    statuses[device.id] = status
    if let queue = queues[device.id], queue.owesSlip { queue.wake() }
  }

  package func isReady(_ device: DeviceDescription, job: String) {
    queues[device.id]?.isReady(job)
  }

  package func progress(of device: DeviceDescription, job: String, _ progress: PrintProgress, blocked: PosError?) {
    queues[device.id]?.progress(job, progress, blocked: blocked)
  }

  func queue(_ printer: String) -> PrintQueue {
    if let queue = queues[printer] { return queue }
    let services = PrintServices(
      disk: disk, devices: devices, content: content, log: log, deadlines: deadlines,
      changed: { [weak self] job, printer in self?.hasChanged(job, printer) },
      warned: { [weak self] job, warnings in self?.warned(job, warnings) },
      status: { [weak self] printer in self?.statuses[printer] },
      titles: { [weak self] in self?.stationTitles ?? [:] })
    let queue = PrintQueue(printer: printer, services: services)
    queues[printer] = queue
    return queue
  }

  /// Characters are told by their numbers, rising: what was printed is nobody's business. Of many warnings of one kind the
  /// log has the first.
  private func warned(_ job: String, _ warnings: [PrintWarning]) {
    self.warnings[job] = warnings.isEmpty ? nil : warnings
    for (code, alike) in Dictionary(grouping: warnings, by: \.code).sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard let first = alike.first else { continue }
      var metadata: Logger.Metadata = ["job": "\(job)", "code": "\(code.rawValue)", "remedy": "\(first.remedy)"]
      if !first.codePoints.isEmpty { metadata["characters"] = "\(first.codePoints.joined(separator: " "))" }
      if alike.count > 1 { metadata["alike"] = "\(alike.count - 1)" }
      log.warning("\(first.message)", metadata: metadata)
    }
  }

  func hasChanged(_ changedJob: PrintJob, _ printer: String) {
    var job = changedJob
    job.warnings = warnings[job.job]
    changed(job, printer)
    guard Self.isAtRest(job) else { return }
    warnings[job.job] = nil
    deadlines.forget(job.job)
    for waiter in endWaiters.removeValue(forKey: job.job)?.values ?? [:].values { waiter.resume(returning: job) }
    cleanLater()
  }

  static func isAtRest(_ job: PrintJob) -> Bool { job.state.isEnded || job.state == .uncertain }

  // MARK: What is forgotten

  /// When the till has a moment: put off by every job that ends, but by no more than a thousand.
  func cleanLater() {
    endedSinceCleaning += 1
    rest?.cancel()
    if cleaning != nil, endedSinceCleaning >= 1000 { return }
    cleaning?.cancel()
    cleaning = Reactor.shared.schedule(after: .seconds(2)) { [weak self] in
      Reactor.shared.task { await self?.clean() }
    }
  }

  private func clean() async {
    cleaning = nil
    let wasBusy = endedSinceCleaning >= Self.manyJobs
    // In the middle of a rush: what it leaves is given back at its end.
    endedSinceCleaning = wasBusy && waitingJobs > 0 ? Self.manyJobs : 0
    await followClock()
    var retention = retention
    if Reactor.now < settledAt { retention.withoutAges() }
    do throws(PosError) {
      var gone = 1
      while gone > 0 {
        gone = try await disk.write(mustLast: false) { [retention] (database) throws(PosError) in
          try database.forget(retention, now: WallClock.now.milliseconds)
        }
      }
      try await disk.read { (database) throws(PosError) in try database.shrink() }
    } catch {
      log.error("old print jobs were not forgotten", metadata: ["error": "\(error)"])
    }
    // Code is read again within a millisecond, which the next job would wait for: it is not dropped after each.
    if wasBusy { return ProcessMemory.dropCleanPages() }
    ProcessMemory.trimHeap()
    guard cleaning == nil else { return }
    rest = Reactor.shared.schedule(after: Self.restTime) { ProcessMemory.dropCleanPages() }
  }
}

extension PrintJob {
  /// As it is answered when it is accepted; the warnings of a known job are those of its first content.
  func with(_ warnings: [PrintWarning]) -> PrintJob {
    guard duplicate != true, !warnings.isEmpty else { return self }
    var job = self
    job.warnings = warnings
    return job
  }
}
