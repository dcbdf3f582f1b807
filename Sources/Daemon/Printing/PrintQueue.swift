import EscPos
import Logging
import PosModel
import PrintSpool
import Reactor

/// The jobs of one printer, one after the other.
///
/// A job leaves the queue when it has ended or is uncertain; what stands in its way (no paper, no link) keeps it at the
/// head, and the others wait behind it. A rush job goes before those of which nothing has left.
@ReactorActor
final class PrintQueue {
  /// How many jobs may wait.
  static let limit = 1000
  private static let retryTime = Duration.milliseconds(700)

  let printer: String
  let services: PrintServices
  private(set) var waiting: [PendingJob] = []
  var current: PrintFlight?
  /// Jobs of this printer have expired that no slip has told of.
  var owesSlip = false
  private(set) var isRunning = false
  private(set) var isStopped = false
  /// What the job at the head was last said to wait for.
  var obstacle: (id: String, error: PosError)?
  /// What the disk has not taken of a job: it is shown in the stead of what the disk has.
  var unkept: (id: String, state: PrintJobState, reason: DeviceReason)?
  /// Something has changed while the queue was running.
  private var isWoken = false
  /// The last copy is being torn off so long.
  private var pauseEnd: Instant?
  /// How often in a row the disk or the content setting has refused.
  private var failures = 0
  /// How often the content of the first job could not be set for a passing reason.
  private var failedSettings = 0
  private var retryTimer: ReactorTimer?
  private var expiryTimer: ReactorTimer?

  init(printer: String, services: PrintServices) {
    self.printer = printer
    self.services = services
  }

  var count: Int { waiting.count }
  var log: Logger { services.log }

  // MARK: What waits

  /// Takes a job in, behind those of its lane.
  func append(_ job: PendingJob) {
    guard !waiting.contains(where: { $0.id == job.id }) else { return }
    let place = job.lane == .rush ? waiting.firstIndex { $0.lane == .normal && !isInHand($0) } : nil
    waiting.insert(job, at: place ?? waiting.endIndex)
    changedWaiting()
    if job.lane == .rush { preempt() }
    wake()
  }

  /// Whether something of it is on paper, or on its way.
  private func isInHand(_ job: PendingJob) -> Bool {
    guard !job.isInHand, let current, current.id == job.id else { return job.isInHand }
    return current.isArmed || current.isArming
  }

  /// Reads anew what waits: after changes that were not made here.
  func reload() async {
    let printer = printer
    do throws(PosError) {
      take(try await services.disk.read { (database) throws(PosError) in try database.pending(printer) })
    } catch {
      log.error("the waiting print jobs were not read", metadata: ["printer": "\(printer)", "error": "\(error)"])
      Reactor.shared.schedule(after: Self.retryTime) { [weak self] in
        guard let self, !isStopped else { return }
        Reactor.shared.task { await self.reload() }
      }
    }
  }

  /// Takes what the disk says that waits.
  func take(_ pending: [PendingJob]) {
    waiting = pending
    changedWaiting()
    wake()
  }

  func remove(_ id: String) {
    if obstacle?.id == id { obstacle = nil }
    if unkept?.id == id { unkept = nil }
    waiting.removeAll { $0.id == id }
    changedWaiting()
  }

  /// A copy of it is done or has broken off: it goes before all others.
  func keepInHand(_ id: String) {
    guard let index = waiting.firstIndex(where: { $0.id == id }) else { return }
    var job = waiting.remove(at: index)
    job.isInHand = true
    job.state = .queued
    waiting.insert(job, at: 0)
  }

  func setState(_ state: PrintJobState, of id: String) {
    guard let index = waiting.firstIndex(where: { $0.id == id }) else { return }
    waiting[index].state = state
  }

  private func changedWaiting() {
    services.devices.expectWork(!waiting.isEmpty, on: printer)
    setExpiryTimer()
  }

  // MARK: The loop

  /// The printer may be ready: goes on.
  func wake() {
    isWoken = true
    guard !isRunning, !isStopped, !waiting.isEmpty || owesSlip else { return }
    isRunning = true
    retryTimer?.cancel()
    Reactor.shared.task { [weak self] in await self?.run() }
  }

  func stop() {
    isStopped = true
    retryTimer?.cancel()
    expiryTimer?.cancel()
  }

  /// Takes the printer for a job that is being accepted; false when something else comes first.
  func reserve() -> Bool {
    guard !isRunning, !isStopped, waiting.isEmpty, !owesSlip, current == nil, canPrintAtOnce else { return false }
    isRunning = true
    return true
  }

  /// Goes on after `reserve`: with the attempt that was begun, or with what waits.
  func release(_ flight: PrintFlight? = nil) {
    Reactor.shared.task { [weak self] in await self?.run(after: flight) }
  }

  private func run(after flight: PrintFlight? = nil) async {
    var goesOn = true
    if let flight { goesOn = await attempt { () throws(PosError) in try await self.conclude(flight) } }
    while goesOn || isWoken, !isStopped {
      isWoken = false
      if owesSlip, canMakeSlip { await makeSlip() }
      guard let job = waiting.first else { break }
      goesOn = await attempt { () throws(PosError) in try await self.printOnce(job) }
    }
    isRunning = false
  }

  private func attempt(_ work: () async throws(PosError) -> Bool) async -> Bool {
    do throws(PosError) {
      let goesOn = try await work()
      failures = 0
      return goesOn
    } catch {
      log.error("a print job cannot go on", metadata: ["printer": "\(printer)", "error": "\(error)"])
      if let id = waiting.first?.id, !isStopped { await hold(id, error) }
      failures += 1
      isWoken = false
      retryLater(min(Self.retryTime * (1 << min(failures - 1, 6)), .seconds(30)))
      return false
    }
  }

  func retryLater(_ delay: Duration = PrintQueue.retryTime) {
    retryTimer?.cancel()
    retryTimer = Reactor.shared.schedule(after: delay) { [weak self] in self?.wake() }
  }

  /// Whether the queue can go on at once.
  private func printOnce(_ pending: PendingJob) async throws(PosError) -> Bool {
    guard !isExpired(pending) else {
      try await end(pending.id, .expired)
      return true
    }
    if let pauseEnd, Reactor.now < pauseEnd {
      retryLater(pauseEnd - Reactor.now)
      return false
    }
    pauseEnd = nil
    let device: DeviceDescription
    do throws(PosError) {
      device = try readyDevice()
    } catch {
      await block(pending.id, error)
      return false
    }
    obstacle = nil
    guard let flight = try await takeOff(pending.id, device) else { return true }
    return try await conclude(flight)
  }

  /// Starts the attempt of a job; nil when it was ended instead, or does not wait any more.
  private func takeOff(_ id: String, _ device: DeviceDescription) async throws(PosError) -> PrintFlight? {
    let prepared: PreparedCopy?
    do throws(PosError) {
      prepared = try await services.disk.read { (database) throws(PosError) in try database.prepare(id) }
    } catch {
      // It cannot be read now or later: it does not hold up the others.
      guard error.code == .unsupported || error.isDamagedFile else { throw error }
      try await end(id, .failed, reason: DeviceReason(error))
      return nil
    }
    guard let prepared else {
      remove(id)
      return nil
    }
    let set: SetContent
    do throws(PosError) {
      var marks = prepared.marks
      marks.station = marks.station.map { services.titles()[$0] ?? $0 }
      set = try await services.content.set(
        prepared.content, marks: marks, printer: device,
        drawer: DrawerTiming(prepared, now: WallClock.now.milliseconds))
      failedSettings = 0
    } catch {
      failedSettings += 1
      if error.code.retryable, failedSettings < 4 { throw error }
      failedSettings = 0
      try await end(id, .failed, reason: DeviceReason(error))
      return nil
    }
    // It may have been cancelled, or a rush job may have come, while it was being set.
    guard waiting.first?.id == id, !isStopped else { return nil }
    services.warned(id, set.warnings)
    let flight = PrintFlight(
      prepared.job, longest: set.longest, isArmed: false, drawerSince: set.opensDrawer ? prepared.acceptedAt : nil)
    let work = PrintWork(
      job: id, attempt: prepared.attempt, bytes: set.bytes, needsGo: true, predecessor: prepared.predecessor)
    start(flight, work)
    return flight
  }

  func start(_ flight: PrintFlight, _ work: PrintWork) {
    current = flight
    services.devices.perform(.print(work), on: printer) { result in flight.answered(result) }
  }

  func pause(_ milliseconds: Int) {
    if milliseconds > 0 { pauseEnd = Reactor.now + .milliseconds(milliseconds) }
  }

  // MARK: Time

  func isExpired(_ job: PendingJob) -> Bool { services.deadlines.hasPassed(job) }

  private func setExpiryTimer() {
    expiryTimer?.cancel()
    guard let next = waiting.compactMap({ services.deadlines.deadline(of: $0) }).min() else { return }
    // At least a second, for one that has expired may be on its way to the disk.
    let delay = min(max(next - Reactor.now, .seconds(1)), .seconds(86_400))
    expiryTimer = Reactor.shared.schedule(after: delay) { [weak self] in self?.expire() }
  }

  private func expire() {
    for job in waiting where isExpired(job) {
      if let flight = current, flight.id == job.id {
        // What has begun is finished; what waits for paper is not begun late.
        if !flight.hasStarted { _ = giveUp(job.id, as: .expired) }
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
