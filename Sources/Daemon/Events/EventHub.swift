import PosModel
import PosProtocol
import Reactor

/// Numbers, keeps and delivers the events of all devices.
///
/// An event is put into JSON once; all subscribers get the same bytes. Input goes to the claim holder alone when the
/// device is claimed; input with nobody to take it waits for `hold`, then it is dropped and counted.
@ReactorActor
package final class EventHub {
  /// How long input waits for somebody to take it.
  package var hold: Duration
  package let epoch: String
  /// Input that nobody took in time.
  package private(set) var droppedInput = 0
  package private(set) var droppedByDevice: [String: Int] = [:]

  private static let kept = 1_000
  private static let inputRetention = Duration.seconds(30)
  private static let subscriptionsPerClient = 64

  private let claims: ClaimTable
  private var ring = EventRing(capacity: kept)
  private var subscriptions: [Subscription] = []
  private var lastSubscription = 0
  /// Input that nobody has taken, oldest first.
  private var unclaimed: [UInt64] = []
  /// Input whose contents are still kept, oldest first.
  private var retained: [UInt64] = []
  private var timer: ReactorTimer?
  /// Whether a subscription may have input that waits for credit.
  private var someWait = false

  package init(epoch: String, hold: Duration, claims: ClaimTable) {
    self.epoch = epoch
    self.hold = hold
    self.claims = claims
  }

  package var position: EventPosition { EventPosition(epoch: epoch, seq: ring.lastSeq) }
  package var subscriptionCount: Int { subscriptions.count }

  package func hasSubscription(_ session: Session) -> Bool {
    subscriptions.contains { $0.session === session }
  }

  // MARK: Delivery

  /// Sends one event to everybody who wants it; `at` is its arrival.
  package func emit<Body: Event>(_ body: Body, of device: DeviceDescription, at: Instant) {
    let seq = ring.lastSeq + 1
    let stamp = EventStamp(
      device: device.id, seq: seq, time: WallClock.time(of: at).text, uptimeNs: at.nanoseconds)
    let holder = Body.isInput ? claims.holder(of: device.id) : nil
    let event = KeptEvent(
      seq: seq, device: device.id, name: device.name, class: device.class, type: Body.type,
      permission: Body.permission, isInput: Body.isInput, arrived: at, claimant: holder?.peer.uid,
      line: Outgoing.notification(Body.type, EventParams(stamp, body)))
    ring.append(event)
    forgetOverwritten()
    if event.isInput { retained.append(seq) }
    let taken = offer(event, to: subscriptions)
    if event.isInput {
      if !taken { unclaimed.append(seq) }
      arm()
    }
  }

  /// Returns whether somebody got it.
  private func offer(_ event: KeptEvent, to candidates: [Subscription]) -> Bool {
    guard let line = event.line else { return false }
    let holder = event.isInput ? claims.holder(of: event.device) : nil
    var taken = false
    for subscription in candidates where subscription.isActive && subscription.wants(event) {
      let session = subscription.session
      if let holder, holder !== session { continue }
      if session.lastEvent >= event.seq { continue }
      if event.isInput, let credit = subscription.credit {
        guard credit > 0 else {
          subscription.waiting.append(event.seq)
          someWait = true
          continue
        }
        subscription.credit = credit - 1
      }
      session.lastEvent = event.seq
      session.send(line)
      taken = true
    }
    return taken
  }

  // MARK: Subscriptions

  /// Throws `busy` when the client has too many subscriptions. Nothing is delivered before `activate`.
  func subscribe(_ session: Session, _ request: EventsSubscribe) throws(PosError) -> Subscription {
    guard subscriptions.count(where: { $0.session === session }) < Self.subscriptionsPerClient else {
      throw PosError(
        .busy, "This client has \(Self.subscriptionsPerClient) subscriptions",
        remedy: "End some with events.unsubscribe")
    }
    lastSubscription += 1
    let subscription = Subscription(lastSubscription, session, request)
    subscriptions.append(subscription)
    return subscription
  }

  /// Delivers what is kept after `start`, tells what is not, then what waits for a taker; from then on all that comes.
  func activate(_ subscription: Subscription, after start: EventPosition) {
    guard subscriptions.contains(where: { $0 === subscription }) else { return }
    subscription.isActive = true
    replay(to: subscription, after: start)
    offerUnclaimed()
    arm()
  }

  package func unsubscribe(_ session: Session, _ number: Int) throws(PosError) {
    guard let index = subscriptions.firstIndex(where: { $0.number == number && $0.session === session }) else {
      throw PosError(.illegal, "This client has no subscription \(number)")
    }
    remove(at: index)
  }

  /// The client is gone.
  package func drop(_ session: Session) {
    while let index = subscriptions.firstIndex(where: { $0.session === session }) { remove(at: index) }
  }

  /// Throws `illegal` when the client has no such subscription with credit; nil stands for all that it has.
  package func requireCredit(_ session: Session, _ number: Int?) throws(PosError) {
    guard !withCredit(session, number).isEmpty else {
      throw PosError(.illegal, "This client has no such subscription with credit")
    }
  }

  package func grant(_ session: Session, _ count: Int, _ number: Int?) {
    let chosen = withCredit(session, number)
    for subscription in chosen {
      subscription.credit = min((subscription.credit ?? 0) + count, Self.creditLimit)
    }
    for subscription in chosen { offerWaiting(to: subscription) }
    arm()
  }

  private func withCredit(_ session: Session, _ number: Int?) -> [Subscription] {
    subscriptions.filter {
      $0.session === session && $0.credit != nil && (number == nil || $0.number == number)
    }
  }

  /// The device has another holder, or none: what waits may have a taker now.
  package func claimChanged() {
    offerUnclaimed()
  }

  private static let creditLimit = 1_000_000

  private func remove(at index: Int) {
    subscriptions[index].isActive = false
    subscriptions.remove(at: index)
  }

  private func offerUnclaimed() {
    guard !unclaimed.isEmpty else { return }
    expire(now: Reactor.now)
    let candidates = subscriptions
    unclaimed.removeAll { seq in
      guard let event = ring[seq] else { return true }
      return offerLate(event, to: candidates)
    }
  }

  /// As `offer`, for events that are older than what the client has already got.
  private func offerLate(_ event: KeptEvent, to candidates: [Subscription]) -> Bool {
    var taken = false
    for subscription in candidates where subscription.isActive && subscription.wants(event) {
      if let holder = claims.holder(of: event.device), holder !== subscription.session { continue }
      if subscription.waiting.contains(event.seq) { continue }
      if deliver(event, to: subscription) { taken = true }
    }
    return taken
  }

  /// Against credit; what finds none waits with the subscription.
  private func deliver(_ event: KeptEvent, to subscription: Subscription) -> Bool {
    guard let line = event.line else { return false }
    if event.isInput, let credit = subscription.credit {
      guard credit > 0 else {
        subscription.waiting.append(event.seq)
        someWait = true
        return false
      }
      subscription.credit = credit - 1
    }
    subscription.session.lastEvent = max(subscription.session.lastEvent, event.seq)
    subscription.session.send(line)
    return true
  }

  private func offerWaiting(to subscription: Subscription) {
    expire(now: Reactor.now)
    let queue = subscription.waiting
    subscription.waiting = []
    for seq in queue {
      guard let event = ring[seq] else { continue }
      if let holder = claims.holder(of: event.device), holder !== subscription.session { continue }
      if deliver(event, to: subscription) { unclaimed.removeAll { $0 == seq } }
    }
  }

  private func replay(to subscription: Subscription, after start: EventPosition) {
    var seq = start.seq
    if start.epoch != epoch {
      seq = 0
      tellGap(subscription, from: 0, to: ring.firstSeq - 1)
    } else if seq + 1 < ring.firstSeq {
      tellGap(subscription, from: seq + 1, to: ring.firstSeq - 1)
    }
    seq = max(seq + 1, ring.firstSeq)
    var gap: (from: UInt64, to: UInt64)?
    while seq <= ring.lastSeq, let event = ring[seq] {
      defer { seq += 1 }
      guard subscription.wants(event), maySee(event, subscription.session) else { continue }
      guard event.line != nil else {
        gap = (gap?.from ?? seq, seq)
        continue
      }
      if let lost = gap { tellGap(subscription, from: lost.from, to: lost.to) }
      gap = nil
      if deliver(event, to: subscription) { unclaimed.removeAll { $0 == seq } }
    }
    if let lost = gap { tellGap(subscription, from: lost.from, to: lost.to) }
  }

  /// Input of a claimed device may be read again only by the user that it was for.
  private func maySee(_ event: KeptEvent, _ session: Session) -> Bool {
    guard event.isInput else { return true }
    if let holder = claims.holder(of: event.device), holder !== session { return false }
    guard let claimant = event.claimant else { return true }
    return claimant == session.peer.uid
  }

  private func tellGap(_ subscription: Subscription, from: UInt64, to: UInt64) {
    subscription.session.notify(EventsGap.method, EventsGap(from: from, to: to))
  }

  /// The ring has made room: what waited there longest has nothing to wait for.
  private func forgetOverwritten() {
    let first = ring.firstSeq
    if let oldest = retained.first, oldest < first { retained.removeFirst() }
    if let oldest = unclaimed.first, oldest < first {
      unclaimed.removeFirst()
      droppedInput += 1
    }
    guard someWait else { return }
    for subscription in subscriptions {
      guard let oldest = subscription.waiting.first, oldest < first else { continue }
      subscription.waiting.removeFirst()
      tellGap(subscription, from: oldest, to: oldest)
    }
  }

  // MARK: Time

  /// One timer for the next input that is due; none while there is no input.
  private func arm() {
    var next = retained.first.flatMap { ring[$0] }.map { $0.arrived + Self.inputRetention }
    if let event = unclaimed.first.flatMap({ ring[$0] }) {
      next = min(next ?? event.arrived + hold, event.arrived + hold)
    }
    if someWait {
      for event in subscriptions.compactMap({ $0.waiting.first.flatMap { ring[$0] } }) {
        next = min(next ?? event.arrived + hold, event.arrived + hold)
      }
    }
    if let timer, timer.isScheduled, timer.deadline == next { return }
    timer?.cancel()
    timer = next.map { deadline in
      Reactor.shared.schedule(at: deadline) { [weak self] in
        self?.expire(now: Reactor.now)
        self?.arm()
      }
    }
  }

  private func expire(now: Instant) {
    for subscription in subscriptions where !subscription.waiting.isEmpty {
      let late = subscription.waiting.filter { isOver($0, hold, now) }
      guard let first = late.first, let last = late.last else { continue }
      subscription.waiting.removeAll { isOver($0, hold, now) }
      tellGap(subscription, from: first, to: last)
    }
    someWait = subscriptions.contains { !$0.waiting.isEmpty }
    let late = unclaimed.prefix { isOver($0, hold, now) }
    for seq in late {
      droppedInput += 1
      if let event = ring[seq] { droppedByDevice[event.device, default: 0] += 1 }
      ring.forget(seq)
    }
    unclaimed.removeFirst(late.count)
    let old = retained.prefix { isOver($0, Self.inputRetention, now) }
    for seq in old { ring.forget(seq) }
    retained.removeFirst(old.count)
  }

  private func isOver(_ seq: UInt64, _ limit: Duration, _ now: Instant) -> Bool {
    guard let event = ring[seq] else { return true }
    return event.arrived + limit <= now
  }
}
