import CLibUSB
import PosModel
import Reactor

/// One opening of a USB interface: its transfers, from the first posted read to the release.
///
/// It has one owner and one way to end: cancel, wait for every completion and every worker call, release, close. Whatever
/// blocks (cancelling, clearing halts, releasing) is a worker's call; transfers are submitted on the reactor.
@ReactorActor
final class USBSession {
  enum Phase {
    case running
    /// Reads are being taken back, to be posted again after a while.
    case restarting(InputRestart)
    case ending(Ending)
    case ended
  }

  struct InputRestart {
    var clearsHalts: Bool
    /// Whether the owner waits for `.recovered`.
    var isAsked: Bool
    var delay: Duration
  }

  struct Ending {
    var reason: CloseReason
    var resets: Bool
    var reattaches: Bool
    var isReleasing = false
  }

  let claim: USBClaim
  let delivery: LinkDelivery
  private let ended: @ReactorActor (_ reattached: Bool) -> Void

  var phase = Phase.running
  /// Every transfer between its submission and its completion.
  var inFlight: [ObjectIdentifier: USBTransfer] = [:]
  /// Worker calls that have not come back.
  private var calls = 0
  private var deadline: ReactorTimer?

  // Reading
  var inputs: [USBTransfer] = []
  var emptyReads = 0
  var failedReads = 0
  /// Counts how often the reads were taken back.
  private var readRound = 0

  // Writing
  var queue = SendQueue()
  var output: USBTransfer?
  /// Why the output on its way is being cancelled.
  var outputCancellation: SendOutcome?
  lazy var stall = StallTimer { [weak self] in self?.sendStalled() }

  // Control
  var controls: [ObjectIdentifier: LinkToken] = [:]

  /// How long the kernel may take to give transfers back before the session is given up.
  private static let endingTime = Duration.seconds(10)

  /// `ended` is called once, right before `.closed` is delivered; it says whether the kernel driver was attached again.
  init(_ claim: USBClaim, _ delivery: LinkDelivery, ended: @escaping @ReactorActor (_ reattached: Bool) -> Void) {
    self.claim = claim
    self.delivery = delivery
    self.ended = ended
  }

  var isRunning: Bool {
    if case .running = phase { true } else { false }
  }

  /// Whether nothing new may be sent.
  var isEnding: Bool {
    switch phase {
    case .ending, .ended: true
    case .running, .restarting: false
    }
  }

  // MARK: Recovery

  /// Takes all transfers back, clears the halts of both endpoints and posts the reads again.
  func clearHalts() {
    guard !isEnding else { return }
    stall.stop()
    if let output, inFlight[ObjectIdentifier(output)] != nil {
      outputCancellation = .cancelled
      delivery.later(queue.cancelBehindFirst())
    } else {
      delivery.later(queue.endAll(.cancelled))
    }
    restartInput(InputRestart(clearsHalts: true, isAsked: true, delay: .zero))
  }

  /// A restart that the owner asked for is not overruled by one that follows from its cancellations.
  func restartInput(_ restart: InputRestart) {
    if case .restarting(let present) = phase, present.isAsked { return }
    guard !isEnding else { return }
    readRound &+= 1
    phase = .restarting(restart)
    cancel(restart.clearsHalts ? Array(inFlight.values) : inputs)
    settle()
  }

  // MARK: Ending

  /// The first reason counts. `resets` resets the port before the release.
  func end(_ reason: CloseReason, resets: Bool = false, reattaches: Bool = false) {
    guard !isEnding else { return }
    phase = .ending(Ending(reason: reason, resets: resets, reattaches: reattaches))
    stall.stop()
    deadline = Reactor.shared.schedule(after: Self.endingTime) { [weak self] in self?.giveUp() }
    cancel(Array(inFlight.values))
    settle()
  }

  /// Goes on with what waits for all transfers (or all reads) and calls to be back.
  func settle() {
    switch phase {
    case .running, .ended:
      return
    case .restarting(let restart):
      guard calls == 0 else { return }
      if restart.clearsHalts {
        guard inFlight.isEmpty else { return }
        clearThenPost()
      } else {
        guard !inputs.contains(where: { inFlight[ObjectIdentifier($0)] != nil }) else { return }
        postInputs()
      }
    case .ending(var ending):
      guard inFlight.isEmpty, calls == 0, !ending.isReleasing else { return }
      ending.isReleasing = true
      phase = .ending(ending)
      release(ending)
    }
  }

  private func clearThenPost() {
    let claim = claim
    call({ claim.clearHalts() }) { session, code in
      if USBError.isGone(code) {
        session.end(.disconnected)
      } else if code != 0 {
        session.end(.failed(session.failure("the endpoints cannot be cleared", USBError.name(code))))
      } else {
        session.postInputs()
      }
    }
  }

  private func postInputs() {
    guard case .restarting(let restart) = phase else { return }
    phase = .running
    if restart.delay == .zero {
      postAllInputs()
    } else {
      readLater(restart.delay) { $0.readOn() }
    }
    if restart.isAsked, !isEnding { delivery.now(.recovered) }
    sendNext()
  }

  /// Not if the reads are taken back until then: those that come after are none of the timer's.
  func readLater(_ delay: Duration, _ read: @escaping @ReactorActor (USBSession) -> Void) {
    let round = readRound
    Reactor.shared.schedule(after: delay) { [weak self] in
      guard let self, readRound == round else { return }
      read(self)
    }
  }

  private func release(_ ending: Ending) {
    let claim = claim
    let outcome: SendOutcome =
      switch ending.reason {
      case .requested: .cancelled
      case .disconnected: .disconnected
      case .failed(let error): .failed(error.cause ?? error.message)
      }
    delivery.now(queue.endAll(outcome))
    call({
      if ending.resets { _ = claim.reset() }
      claim.release(reattach: ending.reattaches)
      return 0
    }) { session, _ in
      session.finish(ending.reason, reattached: ending.reattaches)
    }
  }

  /// The kernel holds transfers back. The link counts as closed; the release follows if they ever come.
  private func giveUp() {
    guard case .ending = phase, delivery.isOpen else { return }
    delivery.now(queue.endAll(.failed("the kernel does not give the transfer back")))
    for token in controls.values { delivery.now(.controlled(token, .disconnected)) }
    controls = [:]
    ended(false)
    delivery.now(
      .closed(.failed(failure("the kernel does not give transfers back", "libusb_cancel_transfer: no completion"))))
  }

  private func finish(_ reason: CloseReason, reattached: Bool) {
    phase = .ended
    deadline?.cancel()
    inputs = []
    output = nil
    guard delivery.isOpen else { return }
    ended(reattached)
    delivery.now(.closed(reason))
  }

  func failure(_ message: String, _ cause: String) -> PosError {
    PosError(.failure, message, remedy: "replug the device; then try another port or cable", cause: cause)
  }

  // MARK: Worker calls

  func cancel(_ transfers: [USBTransfer]) {
    let pending = transfers.filter { inFlight[ObjectIdentifier($0)] != nil }
    if pending.isEmpty { return }
    call({
      for transfer in pending { transfer.cancel() }
      return 0
    }) { _, _ in }
  }

  /// Runs `work` on a worker; the session does not end before it is back.
  private func call(
    _ work: @escaping @Sendable () -> CInt, _ done: @escaping @Sendable @ReactorActor (USBSession, CInt) -> Void
  ) {
    calls += 1
    do throws(SystemError) {
      try BlockingCall.start("usb-call", work) { code in
        self.callReturned(code, done)
      }
    } catch {
      // No thread to have: better to block here than to leave it undone.
      let code = work()
      Reactor.shared.post {
        self.callReturned(code, done)
      }
    }
  }

  private func callReturned(_ code: CInt, _ done: @ReactorActor (USBSession, CInt) -> Void) {
    calls -= 1
    done(self, code)
    settle()
  }
}
