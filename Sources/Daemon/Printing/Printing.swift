import Logging
import PosModel
import PosProtocol
import PrintSpool
import Reactor

/// All print jobs: accepts them, gives each printer its queue, and tells what becomes of them.
@ReactorActor
package final class Printing {
  /// Ended jobs that stay known.
  private nonisolated static let keptJobs = 1000

  package let disk: JobDisk
  private let devices: any Devices
  private let log: Logger
  /// Tells the clients of a job, and the device id of its printer.
  package var changed: @ReactorActor (PrintJob, String) -> Void = { _, _ in }
  private var queues: [String: PrintQueue] = [:]
  private var endWaiters: [String: [CheckedContinuation<PrintJob, Never>]] = [:]
  private var endedSinceCleaning = 0

  /// `path` is the file of the jobs; its folder exists. Throws when the jobs cannot be kept.
  package init(path: String, devices: any Devices, log: Logger) throws(PosError) {
    disk = try JobDisk(path: path)
    self.devices = devices
    self.log = log
    if let aside = disk.setAside {
      log.error("the file of the print jobs was damaged and set aside", metadata: ["file": "\(aside)"])
    }
  }

  /// Takes up what the last daemon has left. Throws when the disk says no.
  package func start() async throws(PosError) {
    let uncertain = try await disk.run { (store) throws(PosError) in try store.recover(now: WallClock.now.milliseconds)
    }
    for job in uncertain {
      log.warning(
        "a print job was under way when posd ended", metadata: ["job": "\(job.job)", "printer": "\(job.printer)"])
    }
    for job in try await disk.run({ (store) throws(PosError) in try store.pending() }) {
      queue(job.printer).append(job)
    }
    await forgetOld()
  }

  /// Waits until the disk has everything. Jobs under way stay where they are: the next start finds them.
  package func stop() {
    for queue in queues.values { queue.stop() }
    disk.stop()
  }

  package var waitingJobs: Int { queues.values.reduce(0) { $0 + $1.count } }

  // MARK: Jobs

  /// Returns when the job is on the disk.
  package func accept(_ job: NewJob) async throws(PosError) -> PrintJob {
    guard queue(job.printer).count < PrintQueue.limit else {
      throw PosError(
        .busy, "\(PrintQueue.limit) jobs wait for \(job.label) already", remedy: "see posd status", device: job.printer)
    }
    let accepted = try await disk.accept(job)
    guard accepted.duplicate != true else { return accepted }
    changed(accepted, job.printer)
    enqueue(accepted, printer: job.printer, timeToLive: job.timeToLive)
    return accepted
  }

  private func enqueue(_ job: PrintJob, printer: String, timeToLive: Int64? = nil) {
    let expiry = timeToLive.map { WallClock.now.milliseconds.addingReportingOverflow($0) }
    queue(printer).append(
      PendingJob(
        id: job.job, printer: printer, state: .queued, expiresAt: expiry.map { $0.overflow ? .max : $0.partialValue }))
  }

  /// Returns when the job has ended or is uncertain.
  package func waitForEnd(_ id: String) async throws(PosError) -> PrintJob {
    let job = try await disk.run { (store) throws(PosError) in try store.job(id) }
    guard !Self.isAtRest(job) else { return job }
    return await withCheckedContinuation { endWaiters[id, default: []].append($0) }
  }

  /// Gives a job up, wherever it is. Throws `illegal` when it has ended.
  package func cancel(_ id: String) async throws(PosError) -> PrintJob {
    let printer = try await disk.run { (store) throws(PosError) in try store.origin(of: id).printer }
    if queue(printer).giveUp(id) { return try await waitForEnd(id) }
    let job: PrintJob
    do throws(PosError) {
      job = try await disk.run { (store) throws(PosError) in
        try store.end(id, .cancelled, reason: nil, now: WallClock.now.milliseconds)
      }
    } catch {
      // Its turn has come in this moment.
      guard error.code == .busy, queue(printer).giveUp(id) else { throw error }
      return try await waitForEnd(id)
    }
    queue(printer).forget(id)
    hasChanged(job, printer)
    return job
  }

  /// Somebody has looked at the paper of an uncertain job.
  package func resolve(_ id: String, reprint: Bool) async throws(PosError) -> PrintJob {
    let (job, printer) = try await disk.run { (store) throws(PosError) in
      (try store.resolve(id, reprint: reprint, now: WallClock.now.milliseconds), try store.origin(of: id).printer)
    }
    hasChanged(job, printer)
    if !job.state.isEnded { enqueue(job, printer: printer) }
    return job
  }

  // MARK: What happens

  package func deviceChanged(_ device: DeviceDescription) {
    guard device.class == .posPrinter, device.state == .ready else { return }
    queues[device.id]?.wake()
  }

  package func progress(of device: DeviceDescription, job: String, blocked: PosError?) {
    queues[device.id]?.progress(job: job, blocked: blocked)
  }

  private func queue(_ printer: String) -> PrintQueue {
    if let queue = queues[printer] { return queue }
    let queue = PrintQueue(printer: printer, disk: disk, devices: devices, log: log) { [weak self] job, printer in
      self?.hasChanged(job, printer)
    }
    queues[printer] = queue
    return queue
  }

  private func hasChanged(_ job: PrintJob, _ printer: String) {
    changed(job, printer)
    guard Self.isAtRest(job) else { return }
    for waiter in endWaiters.removeValue(forKey: job.job) ?? [] { waiter.resume(returning: job) }
    endedSinceCleaning += 1
    guard endedSinceCleaning >= 100 else { return }
    endedSinceCleaning = 0
    Reactor.shared.task { [weak self] in await self?.forgetOld() }
  }

  private func forgetOld() async {
    do throws(PosError) {
      _ = try await disk.run { (store) throws(PosError) in try store.keep(last: Self.keptJobs) }
    } catch {
      log.error("old print jobs were not forgotten", metadata: ["error": "\(error)"])
    }
  }

  private static func isAtRest(_ job: PrintJob) -> Bool { job.state.isEnded || job.state == .uncertain }
}
