import Logging
import PosModel
import PrintSpool
import Reactor

/// What the disk does not take is told all the same, and shown as long as that lasts.
extension PrintQueue {
  /// The job with what the disk has not taken of it.
  func shown(_ job: PrintJob) -> PrintJob {
    guard let unkept, unkept.id == job.job, !job.state.isEnded, job.state != .uncertain else { return job }
    var job = job
    job.state = unkept.state
    job.reason = unkept.reason
    return job
  }

  /// A job cannot go on because of the disk.
  func hold(_ job: PrintJob, _ state: PrintJobState, _ error: PosError) {
    let reason = DeviceReason(error)
    if let unkept, unkept == (job.job, state, reason) { return }
    unkept = (job.job, state, reason)
    services.changed(shown(job), printer)
  }

  func hold(_ id: String, _ error: PosError) async {
    if let job = await read(id) { hold(job, .blocked, error) } else { unkept = (id, .blocked, DeviceReason(error)) }
  }

  /// nil where the disk does not give it.
  func read(_ id: String) async -> PrintJob? {
    do throws(PosError) {
      return try await services.disk.read { (database) throws(PosError) in try database.job(id) }
    } catch {
      log.debug("a print job was not read", metadata: ["job": "\(id)", "error": "\(error)"])
      return nil
    }
  }
}
