import EscPos
import Logging
import PosModel
import PrintSpool
import Reactor

/// One attempt, step by step.
extension PrintQueue {
  private static let progressTime = Duration.milliseconds(500)
  private static let keepTime = Duration.seconds(1)

  // MARK: Whether the printer can

  func readyDevice() throws(PosError) -> DeviceDescription {
    let device = try services.devices.find(printer)
    guard device.state == .ready else {
      throw PosError(
        .offline, device.reason?.message ?? "the printer is not there",
        remedy: device.reason?.remedy ?? "check its cable and that it is switched on", device: device.id)
    }
    return device
  }

  private var device: DeviceDescription? {
    do throws(PosError) { return try readyDevice() } catch { return nil }
  }

  /// Whether the driver has next to nothing to ask before the first byte: the printer's last word was that it is well,
  /// which it gives by itself or is asked for each second, or it never says anything.
  var canPrintAtOnce: Bool {
    guard let device else { return false }
    if device.capabilities["status"] == .word("none") { return true }
    guard let status = services.status(printer) else { return false }
    switch status.source {
    case .automatic, .realTime: return status.online == true && status.hasNothingToSay
    case .portStatus, .none: return false
    }
  }

  /// One slip for a whole night: it is made when there is paper for it.
  var canMakeSlip: Bool {
    guard device != nil else { return false }
    guard let status = services.status(printer), status.source == .automatic else { return true }
    return status.online != false && status.hasNothingToSay
  }

  // MARK: From ready to paper

  /// The driver waits for the go: the attempt goes on the disk, then its bytes may leave.
  func isReady(_ id: String) {
    guard let flight = current, flight.id == id, !flight.isArming, !flight.isArmed, flight.giveUp == nil else { return }
    // It is set anew, without the drawer.
    if let since = flight.drawerSince, DrawerTiming.isLate(since, now: WallClock.now.milliseconds) {
      return backOut(flight)
    }
    flight.isArming = true
    Reactor.shared.task { [weak self] in await self?.arm(flight) }
  }

  private func arm(_ flight: PrintFlight) async {
    let (id, printer, longest) = (flight.id, printer, flight.longest)
    do throws(PosError) {
      let armed = try await services.disk.write { (database) throws(PosError) in
        try database.arm(id, on: printer, longest: longest, now: WallClock.now.milliseconds)
      }
      guard let armed, !flight.hasEnded, flight.giveUp == nil else {
        if armed == nil { services.devices.perform(.cancelPrint(job: id), on: printer) { _ in } }
        return
      }
      unkept = nil
      flight.isArmed = true
      flight.hasGo = true
      flight.blocked = nil
      flight.job = armed
      services.devices.perform(.startPrint(job: id), on: printer) { _ in }
      services.changed(armed, printer)
    } catch {
      log.error("an attempt was not armed", metadata: ["job": "\(id)", "error": "\(error)"])
      hold(flight.job, .blocked, error)
      flight.giveUp = flight.giveUp ?? .later
      services.devices.perform(.cancelPrint(job: id), on: printer) { _ in }
    }
  }

  /// News of the attempt, from the driver.
  func progress(_ id: String, _ progress: PrintProgress, blocked: PosError?) {
    guard let flight = current, flight.id == id else { return }
    if blocked == nil, flight.isArmed || progress.sent > 0 { flight.hasStarted = true }
    if blocked != nil, flight.isArmed, !flight.hasStarted { return backOut(flight) }
    let isNews = flight.blocked != blocked
    flight.blocked = blocked
    guard isNews else { return tellProgress(flight, progress) }
    let state: PrintJobState = blocked != nil ? .blocked : flight.isArmed ? .printing : .queued
    let reason = blocked.map { DeviceReason($0) }
    Reactor.shared.task { [weak self] in
      guard let job = await self?.mark(id, state, reason) else { return }
      self?.tell(flight, job)
    }
  }

  /// It was armed on the word that the printer is well, and now it is not: when nothing has left, it waits unarmed.
  func backOut(_ flight: PrintFlight) {
    guard flight.giveUp == nil else { return }
    flight.giveUp = .requeue
    services.devices.perform(.cancelPrint(job: flight.id), on: printer) { _ in }
  }

  private func tellProgress(_ flight: PrintFlight, _ progress: PrintProgress) {
    let now = Reactor.now
    guard flight.hasStarted, progress.sent > 0, progress.sent < progress.total else { return }
    if let last = flight.lastProgress, now - last < Self.progressTime { return }
    flight.lastProgress = now
    var job = flight.job
    job.progress = progress
    services.changed(job, printer)
  }

  private func tell(_ flight: PrintFlight, _ job: PrintJob) {
    flight.job = job
    services.changed(job, printer)
  }

  // MARK: The end of an attempt

  /// Whether the queue can go on at once.
  func conclude(_ flight: PrintFlight) async throws(PosError) -> Bool {
    let outcome = await flight.end()
    // A clean end of an attempt that never was on the disk may be forgotten by a power cut.
    let mustLast =
      if case .notStarted = outcome { flight.isArmed || flight.isArming || flight.giveUp != nil } else { true }
    let job = try await keep(flight, outcome, mustLast: mustLast)
    let (id, giveUp) = (flight.id, flight.giveUp)
    guard let job else {
      remove(id)
      return true
    }
    if giveUp == .end(.expired), job.state == .expired { owesSlip = true }
    services.changed(job, printer)
    return await goOn(job, outcome, giveUp)
  }

  private func keep(
    _ flight: PrintFlight, _ outcome: PrintOutcome, mustLast: Bool
  ) async throws(PosError) -> PrintJob? {
    defer { if current === flight { current = nil } }
    let (id, printer, longest, giveUp) = (flight.id, printer, flight.longest, flight.giveUp)
    let job = try await keep(mustLast: mustLast) { (database) throws(PosError) in
      try database.conclude(id, on: printer, outcome, giveUp, longest: longest, now: WallClock.now.milliseconds)
    }
    // Somebody may have given it up while that was written.
    guard flight.giveUp != giveUp, case .end(let state)? = flight.giveUp, let job, job.endedAt == nil,
      job.state != .uncertain
    else { return job }
    return try await keep(mustLast: true) { (database) throws(PosError) in
      try database.end(id, state, reason: nil, now: WallClock.now.milliseconds)
    }
  }

  /// How an attempt ended is written again and again: a full disk keeps the printer waiting, and nothing is forgotten.
  private func keep(
    mustLast: Bool, _ change: @escaping @Sendable (borrowing SQLiteDatabase) throws(PosError) -> PrintJob?
  ) async throws(PosError) -> PrintJob? {
    while true {
      do throws(PosError) {
        let job = try await services.disk.write(mustLast: mustLast, change)
        unkept = nil
        return job
      } catch {
        guard !isStopped else { throw error }
        if let flight = current { hold(flight.job, flight.hasStarted ? .printing : .blocked, error) }
        log.error("the end of an attempt was not kept", metadata: ["printer": "\(printer)", "error": "\(error)"])
        await withCheckedContinuation { continuation in
          Reactor.shared.schedule(after: Self.keepTime) { continuation.resume() }
        }
      }
    }
  }

  private func goOn(_ job: PrintJob, _ outcome: PrintOutcome, _ giveUp: PrintFlight.GiveUp?) async -> Bool {
    switch job.state {
    case .queued, .printing:
      if case .notStarted = outcome {
        setState(.queued, of: job.job)
        if giveUp == .later { retryLater() }
        return giveUp != .later
      }
      keepInHand(job.job)
      if case .interrupted = outcome {
        retryLater()
        return false
      }
      await pauseForTearing(job)
      return true
    case .blocked:
      setState(.blocked, of: job.job)
      retryLater()
      return false
    default:
      remove(job.job)
      return true
    }
  }

  private func pauseForTearing(_ job: PrintJob) async { await pauseForTearing(job.job) }

  /// The last copy of a job is torn off before the next one comes, where one was printed.
  func pauseForTearing(_ id: String) async {
    do throws(PosError) {
      let next = try await services.disk.read { (database) throws(PosError) in try database.prepare(id) }
      guard let next, next.job.children?.contains(where: { $0.state == .printed }) == true else { return }
      pause(next.tearPause)
    } catch {
      log.warning("there is no pause between two copies", metadata: ["job": "\(id)", "error": "\(error)"])
    }
  }

  // MARK: Without an attempt

  func block(_ id: String, _ error: PosError) async {
    guard obstacle?.id != id || obstacle?.error != error else { return }
    obstacle = (id, error)
    setState(.blocked, of: id)
    guard let job = await mark(id, .blocked, DeviceReason(error)) else { return }
    services.changed(job, printer)
  }

  private func mark(_ id: String, _ state: PrintJobState, _ reason: DeviceReason?) async -> PrintJob? {
    do throws(PosError) {
      let job = try await services.disk.write(mustLast: false) { [printer] (database) throws(PosError) in
        try database.mark(id, state, reason: reason, at: printer)
      }
      if unkept?.id == id { unkept = nil }
      return job
    } catch {
      log.error("the state of a print job was not kept", metadata: ["job": "\(id)", "error": "\(error)"])
      unkept = (id, state, reason ?? DeviceReason(error))
      return await read(id).map { shown($0) }
    }
  }

  func end(_ id: String, _ state: PrintJobState, reason: DeviceReason? = nil) async throws(PosError) {
    let job = try await services.disk.write { (database) throws(PosError) in
      try database.end(id, state, reason: reason, now: WallClock.now.milliseconds)
    }
    remove(id)
    if state == .expired { owesSlip = true }
    services.changed(job, printer)
    if owesSlip { wake() }
  }

  /// Gives a job up. True when it is at the printer: its end follows as a change; false when it was not.
  func giveUp(_ id: String, as state: PrintJobState = .cancelled) -> Bool {
    guard let flight = current, flight.id == id else { return false }
    let isAsked = flight.giveUp != nil
    switch flight.giveUp {
    case .end?: break
    case .requeue?, .later?, nil: flight.giveUp = .end(state)
    }
    if !isAsked { services.devices.perform(.cancelPrint(job: id), on: printer) { _ in } }
    return true
  }

  /// A rush job has come: what waits at the printer for paper makes room, when nothing of it has left.
  func preempt() {
    guard let flight = current, flight.lane == .normal, flight.blocked != nil else { return }
    guard waiting.first(where: { $0.id == flight.id })?.isInHand != true else { return }
    letGo(flight)
  }

  private func letGo(_ flight: PrintFlight) {
    guard !flight.isArmed, !flight.isArming, flight.giveUp == nil else { return }
    flight.giveUp = .requeue
    services.devices.perform(.cancelPrint(job: flight.id), on: printer) { _ in }
  }

  /// These jobs are another printer's now.
  func lose(_ ids: [String]) {
    for id in ids { remove(id) }
    if let flight = current, ids.contains(flight.id) { letGo(flight) }
  }

  func makeSlip() async {
    let printer = printer
    do throws(PosError) {
      let device = try readyDevice()
      let label = device.name ?? device.id
      let chinese = services.content.profile(of: device).hasChinese
      let titles = services.titles()
      let slip = try await services.disk.write { (database) throws(PosError) in
        try database.makeSlip(printer: printer, label: label, now: WallClock.now.milliseconds) { jobs, more in
          .text(ExpirySlip.text(jobs, more: more, titles: titles, chinese: chinese))
        }
      }
      owesSlip = false
      guard let slip else { return }
      services.changed(slip, printer)
      append(PendingJob(id: slip.job, printer: printer, lane: .rush, expiresAt: nil))
    } catch {
      log.error("the slip of expired jobs was not made", metadata: ["printer": "\(printer)", "error": "\(error)"])
    }
  }
}

extension PrinterStatus {
  /// Nothing is known that would keep it from printing.
  var hasNothingToSay: Bool { cover != .open && paper != .end && cutter != .error && error == nil }
}

extension PreparedCopy {
  /// What has to stand on this copy.
  var marks: PrintMarks {
    var marks = PrintMarks()
    if let suspectSince, !isReprint {
      marks.duplicate = PrintMarks.Duplicate(attempt: attempt, original: LocalTime.clock(suspectSince))
    }
    marks.isReprint = isReprint
    marks.copyName = name
    marks.originalStation = origin
    marks.station = job.station
    marks.number = job.number
    return marks
  }
}

extension SQLiteDatabase {
  /// The end of an attempt, with what becomes of the job; nil when the job is not known or had ended.
  fileprivate func conclude(
    _ id: String, on printer: String, _ outcome: PrintOutcome, _ giveUp: PrintFlight.GiveUp?, longest: Int, now: Int64
  ) throws(PosError) -> PrintJob? {
    var job = try finish(id, on: printer, outcome, now: now)
    if job == nil {
      guard try knows(id) else { return nil }
      // It was moved to another printer meanwhile, and is given up wherever it is.
      guard try origin(of: id).printer == printer else {
        guard case .end(let state)? = giveUp, try self.job(id).endedAt == nil, try !hasOpenAttempt(id) else {
          return nil
        }
        return try end(id, state, reason: nil, now: now)
      }
      if case .notStarted(let error) = outcome {
        job = try mark(id, .blocked, reason: DeviceReason(error))
      } else if try arm(id, on: printer, longest: longest, now: now) != nil {
        // A driver that sends without waiting for the go.
        job = try finish(id, on: printer, outcome, now: now)
      }
    }
    guard let job, !job.state.isEnded else { return job }
    switch giveUp {
    case .end(let state)?:
      if case .completed = outcome, job.state == .uncertain { return job }
      guard case .interrupted = outcome else { return try end(id, state, reason: nil, now: now) }
      let reason = DeviceReason(
        PosError(.failure, "given up while it was being printed", remedy: "part of it may be on paper"))
      return try end(id, state, reason: reason, now: now)
    case .requeue?, .later?:
      guard case .notStarted = outcome else { return job }
      return try mark(id, .queued, reason: nil)
    case nil: return job
    }
  }
}
