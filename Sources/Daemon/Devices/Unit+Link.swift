import Logging
import PosModel
import Reactor
import Transports

extension Unit {
  /// Opens the link, now.
  func open() {
    guard let address = plan.address, driver != nil, let manager else { return }
    do throws(PosError) {
      if linkAddress != address { link = nil }
      let link: any Transport
      if let known = self.link { link = known } else { link = try manager.makeTransport(to: address, plan) }
      self.link = link
      linkAddress = address
      generation += 1
      phase = .opening
      let generation = generation
      guardPhase(Self.openLimit) { [weak self] in
        self?.abandon(PosError(.timeout, "the link does not open", remedy: "unplug the device and plug it in again"))
      }
      link.open { [weak self] event, time in
        guard let self, self.generation == generation else { return }
        self.received(event, at: time)
      }
    } catch {
      link = nil
      phase = .absent
      show(.faulted, error)
    }
  }

  /// Ends the link, if there is one, and goes on with `next`.
  func close(then next: Next) {
    switch phase {
    case .closing: phase = .closing(next)
    case .opening, .open, .recovering:
      phase = .closing(next)
      guardPhase(Self.closeLimit) { [weak self] in self?.abandon(nil) }
      link?.close()
    case .absent, .waiting:
      retryTimer?.cancel()
      phase = .absent
      proceed(next, nil)
    }
  }

  private func received(_ event: LinkEvent, at time: Instant) {
    switch event {
    case .opened:
      if case .closing = phase { return }
      phaseTimer?.cancel()
      phase = .open
      openedAt = time
      count("opens")
      feed(.link(event), at: time)
    case .closed(let reason):
      ended(reason, at: time)
    case .recovered:
      if phase == .recovering {
        phaseTimer?.cancel()
        phase = .open
      }
      feed(.link(event), at: time)
    default:
      feed(.link(event), at: time)
    }
  }

  /// The link is down, whoever ended it.
  private func ended(_ reason: CloseReason, at time: Instant) {
    phaseTimer?.cancel()
    generation += 1
    let before = phase
    if let openedAt, time - openedAt >= Self.goodLink { retry.reset() }
    let wasOpen = openedAt != nil
    openedAt = nil
    phase = .absent
    if wasOpen { feed(.link(.closed(reason)), at: time) }
    cancelTimers()
    if let nextDriver { driver = nextDriver }
    nextDriver = nil
    let finished = whenClosed
    whenClosed = []
    for done in finished { done() }
    if case .closing(let next) = before { return proceed(next, nil) }
    switch reason {
    case .failed(let error): proceed(.wait, error)
    case .requested, .disconnected:
      manager?.linkLost(self)
      proceed(
        .wait, PosError(.offline, "the link has gone down", remedy: "check cable and power; posd tries again by itself")
      )
    }
  }

  private func proceed(_ next: Next, _ error: PosError?) {
    // An answer of the driver to the end of the link may have led somewhere else already.
    guard phase == .absent else { return }
    switch next {
    case .rest: link = nil
    case .open: open()
    case .wait:
      guard isPresent else { return }
      let wait = retry.next(now: Reactor.now, isAwaited: isAwaited)
      if let error { showFailure(error, isPatient: wait.isPatient) }
      openLater(wait.delay)
    case .waitLong: openLater(OpenRetry.slow)
    }
  }

  private func openLater(_ delay: Duration) {
    phase = .waiting
    retryTimer = Reactor.shared.schedule(after: delay) { [weak self] in self?.retryNow() }
  }

  /// A device of the configuration that does not answer is not there; one that discovery sees is.
  private func showFailure(_ error: PosError, isPatient: Bool) {
    switch error.code {
    case .noHardware, .offline, .timeout:
      if plan.plug == nil { return show(.absent, error) }
    default: break
    }
    show(isPatient && devices.first?.state != .faulted ? .opening : .faulted, error)
  }

  /// The transport has not answered in time: it is let go, and what it still says is not heard.
  private func abandon(_ error: PosError?) {
    log.warning("the link does not answer", metadata: ["phase": "\(phase)"])
    let old = link
    let wasClosing = if case .closing = phase { true } else { false }
    link = nil
    ended(error.map { .failed($0) } ?? .requested, at: Reactor.now)
    if !wasClosing { old?.close() }
  }

  func guardPhase(_ limit: Duration, _ late: @escaping @ReactorActor () -> Void) {
    phaseTimer?.cancel()
    phaseTimer = Reactor.shared.schedule(after: limit, late)
  }

  func cancelTimers() {
    for timer in timers.values { timer.cancel() }
    timers = [:]
  }
}
