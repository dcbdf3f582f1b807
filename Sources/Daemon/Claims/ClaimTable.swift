import PosModel
import PosProtocol
import Reactor

/// Who holds which device, who waits for it, and how it changes hands.
@ReactorActor
package final class ClaimTable {
  package typealias Answer = @ReactorActor (Result<String, PosError>) -> Void

  private struct Holding {
    let name: String
    let holder: Session
    /// Runs while the holder was asked and has not answered.
    var revocation: ReactorTimer?
    /// Runs while the device is away.
    var lease: ReactorTimer?
  }

  private struct Waiter {
    let number: UInt64
    let session: Session
    let timeout: ReactorTimer
    let answer: Answer
  }

  private static let waitersPerDevice = 64

  /// Told after each change of holder.
  package var changed: @ReactorActor (_ device: String, _ holder: Session?) -> Void = { _, _ in }
  /// How long a claim outlives the absence of its device.
  package var lease: Duration
  /// How long a holder may think about `device.claimRequested`.
  package var reactionTime: Duration
  private var holdings: [String: Holding] = [:]
  private var waiters: [String: [Waiter]] = [:]
  private var lastNumber: UInt64 = 0

  package init(lease: Duration, reactionTime: Duration) {
    self.lease = lease
    self.reactionTime = reactionTime
  }

  package func holder(of device: String) -> Session? {
    holdings.isEmpty ? nil : holdings[device]?.holder
  }

  /// Throws `claimed`, naming the holder, when another client holds the device.
  package func requireUsable(_ device: String, by session: Session) throws(PosError) {
    guard let holder = holder(of: device), holder !== session else { return }
    throw Self.claimed(device, holder)
  }

  /// `answer` gets the claim's name, `claimed` at once when `timeout` is zero, or `timeout` later.
  package func claim(_ device: String, for session: Session, timeout: Duration, _ answer: @escaping Answer) {
    guard let holding = holdings[device] else { return answer(.success(grant(device, to: session))) }
    if holding.holder === session { return answer(.success(holding.name)) }
    guard timeout > .zero else { return answer(.failure(Self.claimed(device, holding.holder))) }
    guard waiters[device, default: []].count < Self.waitersPerDevice else {
      return answer(.failure(PosError(.busy, "Too many clients wait for \(device)", device: device)))
    }
    let number = nextNumber()
    let timer = Reactor.shared.schedule(at: Reactor.now + timeout) { [weak self] in
      self?.giveUp(number, device)
    }
    waiters[device, default: []].append(Waiter(number: number, session: session, timeout: timer, answer: answer))
    ask(device, for: session)
  }

  /// Throws `notClaimed` when the client does not hold the device.
  package func release(_ device: String, by session: Session) throws(PosError) {
    try requireHolder(device, session)
    pass(device)
  }

  /// The holder keeps the device; those who wait go on waiting until it is released or their time is over.
  package func retain(_ device: String, by session: Session) throws(PosError) {
    try requireHolder(device, session)
    holdings[device]?.revocation?.cancel()
    holdings[device]?.revocation = nil
  }

  /// The client is gone: its claims are free, and it waits for nothing.
  package func drop(_ session: Session) {
    for (device, queue) in waiters {
      for waiter in queue where waiter.session === session { waiter.timeout.cancel() }
      keep(queue.filter { $0.session !== session }, for: device)
      queue.filter { $0.session === session }
        .forEach { $0.answer(.failure(PosError(.failure, "The client is gone", device: device))) }
    }
    for (device, holding) in holdings where holding.holder === session { pass(device) }
  }

  /// The device is not there any more: the claim waits for it during the lease.
  package func deviceLeft(_ device: String) {
    guard let holding = holdings[device], holding.lease == nil else { return }
    holdings[device]?.lease = Reactor.shared.schedule(at: Reactor.now + lease) { [weak self] in
      self?.lose(device, .lease)
    }
  }

  package func deviceReturned(_ device: String) {
    holdings[device]?.lease?.cancel()
    holdings[device]?.lease = nil
  }

  /// The device is forgotten: nobody can hold it or wait for it.
  package func deviceRemoved(_ device: String) {
    let queue = waiters.removeValue(forKey: device) ?? []
    lose(device, .removed)
    for waiter in queue {
      waiter.timeout.cancel()
      waiter.answer(.failure(PosError(.noSuchDevice, "\(device) is not known any more", device: device)))
    }
  }

  // MARK: How it changes hands

  private func grant(_ device: String, to session: Session) -> String {
    let name = "claim-\(nextNumber())"
    holdings[device] = Holding(name: name, holder: session)
    changed(device, session)
    return name
  }

  /// Takes the device from its holder and gives it to the first that waits.
  private func pass(_ device: String) {
    if let holding = holdings.removeValue(forKey: device) {
      holding.revocation?.cancel()
      holding.lease?.cancel()
    }
    guard let next = waiters[device]?.first?.session else { return changed(device, nil) }
    let name = grant(device, to: next)
    let queue = waiters[device] ?? []
    keep(queue.filter { $0.session !== next }, for: device)
    for waiter in queue where waiter.session === next {
      waiter.timeout.cancel()
      waiter.answer(.success(name))
    }
    if let waiting = waiters[device]?.first { ask(device, for: waiting.session) }
  }

  private func lose(_ device: String, _ reason: ClaimLost.Reason) {
    guard let holding = holdings[device] else { return }
    pass(device)
    holding.holder.notify(ClaimLost.method, ClaimLost(device: device, claim: holding.name, reason: reason))
  }

  private func ask(_ device: String, for session: Session) {
    guard let holding = holdings[device], holding.revocation == nil else { return }
    holdings[device]?.revocation = Reactor.shared.schedule(at: Reactor.now + reactionTime) { [weak self] in
      self?.lose(device, .requested)
    }
    holding.holder.notify(ClaimRequested.method, ClaimRequested(device: device, by: session.label))
  }

  private func giveUp(_ number: UInt64, _ device: String) {
    guard let queue = waiters[device], let waiter = queue.first(where: { $0.number == number }) else { return }
    keep(queue.filter { $0.number != number }, for: device)
    let holder = holdings[device]?.holder.label ?? "nobody"
    waiter.answer(
      .failure(PosError(.timeout, "\(device) was not given up in time; it is held by \(holder)", device: device)))
  }

  private func keep(_ queue: [Waiter], for device: String) {
    waiters[device] = queue.isEmpty ? nil : queue
    guard queue.isEmpty else { return }
    // Nobody asks any more, so the holder has nothing to answer.
    holdings[device]?.revocation?.cancel()
    holdings[device]?.revocation = nil
  }

  private func requireHolder(_ device: String, _ session: Session) throws(PosError) {
    guard let holder = holder(of: device) else {
      throw PosError(.notClaimed, "\(device) is not claimed", device: device)
    }
    guard holder === session else {
      throw PosError(.notClaimed, "\(device) is held by \(holder.label), not by this client", device: device)
    }
  }

  private func nextNumber() -> UInt64 {
    lastNumber += 1
    return lastNumber
  }

  private static func claimed(_ device: String, _ holder: Session) -> PosError {
    PosError(
      .claimed, "\(device) is held by \(holder.label)",
      remedy: "Wait for it with timeoutMs, or let that program release it", device: device)
  }
}
