import CLinux
import Glibc
import PosModel
import Synchronization

/// One epoll thread that is a Swift executor.
///
/// A turn of the loop waits for events, runs the watches, then the timers that are due, then the jobs that were there
/// when it began with the jobs; what those enqueue runs in the next turn, so that jobs never starve descriptors.
package final class Reactor: SerialExecutor, TaskExecutor {
  package static let shared = Reactor()

  /// The time on CLOCK_BOOTTIME.
  package static var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Instant(nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
  }

  enum Work {
    case job(UnownedJob)
    case body(@Sendable @ReactorActor () -> Void)
  }

  private struct Inbox {
    var work: [Work] = []
    /// Whether the eventfd was written since the inbox was last taken.
    var signalled = false
  }

  private let inbox = Mutex(Inbox())
  /// pthread_self() of the thread in ``run()``; zero when there is none.
  private let thread = Atomic<UInt>(0)
  private let wake = Atomic<CInt>(-1)
  private let stopping = Atomic<Bool>(false)
  private let started = Mutex(false)
  /// Work from the reactor thread. Unsafe to the compiler only: `put` and `loop` touch it after comparing the thread.
  private nonisolated(unsafe) var local: [Work] = []

  @ReactorActor private var poll: EventPoll?
  @ReactorActor let timers = TimerQueue()
  /// The one read buffer of all streams; a callback has done with it when it returns.
  @ReactorActor let readBuffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 64)

  private init() {}

  // MARK: Life

  /// Makes the calling thread the reactor until ``stop()``. Throws when the kernel refuses a descriptor.
  package func run() throws(SystemError) {
    let (free, _) = thread.compareExchange(
      expected: 0, desired: UInt(pthread_self()), ordering: .sequentiallyConsistent)
    precondition(free, "the reactor already runs")
    defer { thread.store(0, ordering: .sequentiallyConsistent) }
    let result: Result<Void, SystemError> = ReactorActor.assumeIsolated {
      do throws(SystemError) {
        loop(try open())
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }

  /// Runs the reactor on a thread of its own, named `reactor`, unless ``startThread()`` was called before. For tests
  /// and clients.
  package func startThread() throws(SystemError) {
    let first = started.withLock { started in
      defer { started = true }
      return !started
    }
    if !first { return }
    try NamedThread.startDetached("reactor") {
      do throws(SystemError) {
        try Reactor.shared.run()
      } catch {
        preconditionFailure("the reactor cannot start: \(error)")
      }
    }
  }

  /// Ends ``run()`` after the current turn, or the next ``run()`` after its first. From any thread.
  package func stop() {
    stopping.store(true, ordering: .sequentiallyConsistent)
    signal()
  }

  // MARK: Executor

  package func enqueue(_ job: consuming ExecutorJob) {
    put(.job(UnownedJob(job)))
  }

  /// Runs `body` on the reactor, later; in order for one calling thread. From any thread, also before ``run()``.
  package func post(_ body: @escaping @Sendable @ReactorActor () -> Void) {
    put(.body(body))
  }

  package var isCurrentThread: Bool {
    thread.load(ordering: .relaxed) == UInt(pthread_self())
  }

  package func checkIsolated() {
    precondition(isCurrentThread, "not on the reactor thread")
  }

  package func isIsolatingCurrentContext() -> Bool? {
    isCurrentThread
  }

  // MARK: Descriptors and timers

  /// Calls `ready` whenever `descriptor` is ready, until the watch is cancelled; never from within this call.
  @ReactorActor
  package func watch(
    _ descriptor: CInt, _ interest: Interest, _ ready: @escaping @ReactorActor (Readiness) -> Void
  ) throws(SystemError) -> Watch {
    guard let poll else { throw SystemError(errno: EBADF, call: "epoll_ctl") }
    return try poll.add(descriptor, interest, ready)
  }

  /// Calls `body` once, not before `deadline`; in the order of the deadlines, equal ones in the order of scheduling.
  @ReactorActor
  @discardableResult
  package func schedule(at deadline: Instant, _ body: @escaping @ReactorActor () -> Void) -> ReactorTimer {
    timers.add(at: deadline, body)
  }

  @ReactorActor
  @discardableResult
  package func schedule(after delay: Duration, _ body: @escaping @ReactorActor () -> Void) -> ReactorTimer {
    timers.add(at: Reactor.now + delay, body)
  }

  // MARK: Loop

  @ReactorActor
  private func open() throws(SystemError) -> EventPoll {
    if let poll { return poll }
    let poll = try EventPoll()
    let eventDescriptor = OwnedDescriptor(
      try syscall("eventfd") { eventfd(0, CInt(EFD_CLOEXEC | EFD_NONBLOCK)) })
    try poll.addOwn(try timers.open(), token: EventPoll.timerToken)
    try poll.addOwn(eventDescriptor.raw, token: EventPoll.wakeToken)
    wake.store(eventDescriptor.release(), ordering: .sequentiallyConsistent)
    self.poll = poll
    return poll
  }

  @ReactorActor
  private func loop(_ poll: EventPoll) {
    let serial = asUnownedSerialExecutor()
    let task = asUnownedTaskExecutor()
    var round: [Work] = []
    takeInbox()
    while !stopping.load(ordering: .relaxed) {
      timers.arm()
      var timersAreDue = false
      poll.turn(block: local.isEmpty) { token in
        if token == EventPoll.timerToken { timersAreDue = true } else { takeInbox() }
      }
      if timersAreDue { timers.fire(now: Reactor.now) }
      if local.isEmpty { continue }
      swap(&local, &round)
      for work in round {
        switch work {
        case .job(let job): job.runSynchronously(isolatedTo: serial, taskExecutor: task)
        case .body(let body): body()
        }
      }
      round.removeAll(keepingCapacity: round.count <= 1024)
    }
    inbox.withLock { $0.work.insert(contentsOf: local, at: 0) }
    local.removeAll()
    stopping.store(false, ordering: .sequentiallyConsistent)
  }

  private func put(_ work: Work) {
    if isCurrentThread {
      local.append(work)
      return
    }
    let mustSignal = inbox.withLock { inbox in
      inbox.work.append(work)
      defer { inbox.signalled = true }
      return !inbox.signalled
    }
    if mustSignal { signal() }
  }

  private func signal() {
    let descriptor = wake.load(ordering: .sequentiallyConsistent)
    // Not open yet: `loop` takes the inbox before it waits for the first time.
    if descriptor < 0 { return }
    var one: UInt64 = 1
    // The counter would overflow only after 2^64 - 2 wake-ups.
    _ = rawSyscall { Glibc.write(descriptor, &one, 8) }
  }

  private func takeInbox() {
    let work = inbox.withLock { inbox in
      inbox.signalled = false
      defer { inbox.work.removeAll(keepingCapacity: false) }
      return inbox.work
    }
    local.append(contentsOf: work)
  }
}
