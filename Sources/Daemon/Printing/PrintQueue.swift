import EscPos
import Logging
import PosModel
import PrintSpool
import Reactor
import TextEncodings

/// The jobs of one printer, one after the other.
///
/// A job leaves the queue when it has ended or is uncertain; what stands in its way (no paper, no link) keeps it at the
/// head, and the others wait behind it.
@ReactorActor
final class PrintQueue {
  /// How many jobs may wait.
  static let limit = 1000
  private static let retryTime = Duration.seconds(2)

  let printer: String
  private let disk: JobDisk
  private let devices: any Devices
  private let log: Logger
  /// A job has changed, on the disk too.
  private let changed: @ReactorActor (PrintJob, String) -> Void
  private var waiting: [PendingJob] = []
  private var current: Attempt?
  private var isRunning = false
  private var isStopped = false
  /// The printer was reported ready while the queue was running.
  private var isWoken = false
  private var retryTimer: ReactorTimer?
  private var expiryTimer: ReactorTimer?

  /// The job at the printer.
  private struct Attempt {
    let job: String
    /// Whether bytes may have left.
    var started = false
    var blocked: PosError?
    /// Why it is being given up.
    var giveUp: PrintJobState?
  }

  init(
    printer: String, disk: JobDisk, devices: any Devices, log: Logger,
    changed: @escaping @ReactorActor (PrintJob, String) -> Void
  ) {
    self.printer = printer
    self.disk = disk
    self.devices = devices
    self.log = log
    self.changed = changed
  }

  var count: Int { waiting.count }

  func append(_ job: PendingJob) {
    guard !waiting.contains(where: { $0.id == job.id }) else { return }
    waiting.append(job)
    setExpiryTimer()
    wake()
  }

  /// The printer may be ready: goes on.
  func wake() {
    isWoken = true
    guard !isRunning, !isStopped, !waiting.isEmpty else { return }
    isRunning = true
    retryTimer?.cancel()
    Reactor.shared.task { [weak self] in await self?.run() }
  }

  func stop() {
    isStopped = true
    retryTimer?.cancel()
    expiryTimer?.cancel()
  }

  private func run() async {
    while !isStopped, let job = waiting.first {
      isWoken = false
      do throws(PosError) {
        guard try await printOnce(job) || isWoken else { break }
      } catch {
        log.error("a print job cannot go on", metadata: ["job": "\(job.id)", "error": "\(error)"])
        retryLater()
        break
      }
    }
    isRunning = false
  }

  private func retryLater() {
    retryTimer?.cancel()
    retryTimer = Reactor.shared.schedule(after: Self.retryTime) { [weak self] in self?.wake() }
  }

  // MARK: One attempt

  /// Whether the queue can go on at once.
  private func printOnce(_ pending: PendingJob) async throws(PosError) -> Bool {
    guard !isExpired(pending) else {
      try await end(pending.id, .expired)
      return true
    }
    let device: DeviceDescription
    do throws(PosError) {
      device = try readyDevice()
    } catch {
      try await block(pending.id, error)
      return false
    }
    let id = pending.id
    guard
      let armed = try await disk.run({ (store) throws(PosError) in try store.arm(id, now: WallClock.now.milliseconds) })
    else {
      remove(id)
      return true
    }
    changed(armed.job, printer)
    let work = PrintWork(job: id, attempt: armed.job.attempt, bytes: bytes(of: armed.content, for: device))
    current = Attempt(job: id)
    let outcome = await perform(work)
    let giveUp = current?.giveUp
    current = nil
    return try await finish(id, outcome, giveUp: giveUp)
  }

  private func perform(_ work: PrintWork) async -> PrintOutcome {
    do throws(PosError) {
      if case .printed(let outcome) = try await devices.perform(.print(work), on: printer) { return outcome }
      return .interrupted(PosError(.failure, "the driver gave no account of the job"), sent: 0)
    } catch {
      return current?.started == true ? .interrupted(error, sent: 0) : .notStarted(error)
    }
  }

  private func finish(_ id: String, _ outcome: PrintOutcome, giveUp: PrintJobState?) async throws(PosError) -> Bool {
    let job = try await disk.run { (store) throws(PosError) in
      try store.finish(id, outcome, now: WallClock.now.milliseconds)
    }
    if let giveUp, let job, job.state != .printed {
      var reason: DeviceReason?
      if case .interrupted = outcome {
        reason = DeviceReason(
          PosError(.failure, "given up while it was being printed", remedy: "part of it may be on paper"))
      }
      try await end(id, giveUp, reason: reason)
      return true
    }
    if let job { changed(job, printer) }
    switch job?.state {
    case .queued: return true  // the next copy
    case .blocked:
      retryLater()
      return false
    default:
      remove(id)
      return true
    }
  }

  private func readyDevice() throws(PosError) -> DeviceDescription {
    let device = try devices.find(printer)
    guard device.state == .ready else {
      throw PosError(
        .offline, device.reason?.message ?? "the printer is not there",
        remedy: device.reason?.remedy ?? "check its cable and that it is switched on", device: device.id)
    }
    return device
  }

  private func bytes(of content: NewJob.Content, for device: DeviceDescription) -> [UInt8] {
    switch content {
    case .raw(let bytes): return bytes
    case .text(let text):
      var encoding = TextEncoding.gb18030
      if case .word(let name)? = device.capabilities["encoding"], let named = TextEncoding.named(name) {
        encoding = named
      }
      return ReceiptText(text, encoding: encoding).encoded().bytes
    }
  }

  // MARK: What happens meanwhile

  /// News of the attempt, from the driver.
  func progress(job: String, blocked: PosError?) {
    guard var attempt = current, attempt.job == job else { return }
    if blocked == nil { attempt.started = true }
    let isNews = attempt.blocked != blocked
    attempt.blocked = blocked
    current = attempt
    guard isNews else { return }
    let reason = blocked.map { DeviceReason($0) }
    Reactor.shared.task { [weak self] in await self?.mark(job, blocked == nil ? .printing : .blocked, reason) }
  }

  private func block(_ id: String, _ error: PosError) async throws(PosError) {
    guard let index = waiting.firstIndex(where: { $0.id == id }), waiting[index].state != .blocked else { return }
    waiting[index].state = .blocked
    await mark(id, .blocked, DeviceReason(error))
  }

  private func mark(_ id: String, _ state: PrintJobState, _ reason: DeviceReason?) async {
    do throws(PosError) {
      let job = try await disk.run { (store) throws(PosError) in try store.mark(id, state, reason: reason) }
      if let job { changed(job, printer) }
    } catch {
      log.error("the state of a print job was not kept", metadata: ["job": "\(id)", "error": "\(error)"])
    }
  }

  private func end(_ id: String, _ state: PrintJobState, reason: DeviceReason? = nil) async throws(PosError) {
    let job = try await disk.run { (store) throws(PosError) in
      try store.end(id, state, reason: reason, now: WallClock.now.milliseconds)
    }
    remove(id)
    changed(job, printer)
  }

  private func remove(_ id: String) {
    waiting.removeAll { $0.id == id }
    setExpiryTimer()
  }

  // MARK: Giving up

  /// Gives a job up. True when it is at the printer: its end follows as a change; false when it was not.
  func giveUp(_ id: String, as state: PrintJobState = .cancelled) -> Bool {
    guard let attempt = current, attempt.job == id else { return false }
    if attempt.giveUp == nil {
      current?.giveUp = state
      devices.perform(.cancelPrint(job: id), on: printer) { _ in }
    }
    return true
  }

  /// The job was ended elsewhere.
  func forget(_ id: String) {
    remove(id)
  }

  private func isExpired(_ job: PendingJob) -> Bool {
    job.expiresAt.map { $0 <= WallClock.now.milliseconds } ?? false
  }

  private func setExpiryTimer() {
    expiryTimer?.cancel()
    guard let next = waiting.compactMap(\.expiresAt).min(), next < .max else { return }
    // At least a second, for the clock on the wall may be set back meanwhile.
    let delay = min(max(next - WallClock.now.milliseconds, 1000), 86_400_000)
    expiryTimer = Reactor.shared.schedule(after: .milliseconds(delay)) { [weak self] in self?.expire() }
  }

  private func expire() {
    for job in waiting where isExpired(job) {
      if let attempt = current, attempt.job == job.id {
        // What has begun is finished; what waits for paper is not begun late.
        if !attempt.started { _ = giveUp(job.id, as: .expired) }
      } else {
        Reactor.shared.task { [weak self] in
          do throws(PosError) { try await self?.end(job.id, .expired) } catch {
            self?.log.error("a print job was not ended", metadata: ["job": "\(job.id)", "error": "\(error)"])
          }
        }
      }
    }
    setExpiryTimer()
  }
}
