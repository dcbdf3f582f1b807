import Glibc

/// The simulator's own poll loop: one thread, descriptors and timers.
///
/// It is not posd's reactor on purpose: a fault of the reactor must not hide itself on both ends of a test.
final class EventLoop {
  /// Identifies a timer so that it can be taken back.
  struct TimerID: Hashable {
    fileprivate var number: Int
  }

  private struct Timer {
    var id: TimerID
    var deadline: UInt64
    var action: () -> Void
  }

  private var readers: [Int32: () -> Void] = [:]
  private var timers: [Timer] = []
  private var nextTimer = 0
  private var isRunning = true

  /// Calls `action` whenever `descriptor` can be read or is hung up, until `forget`.
  func watch(_ descriptor: Int32, _ action: @escaping () -> Void) {
    readers[descriptor] = action
  }

  func forget(_ descriptor: Int32) {
    readers[descriptor] = nil
  }

  @discardableResult
  func after(milliseconds: Int, _ action: @escaping () -> Void) -> TimerID {
    nextTimer += 1
    let id = TimerID(number: nextTimer)
    let timer = Timer(id: id, deadline: Self.now() + UInt64(max(0, milliseconds)) * 1_000_000, action: action)
    let position = timers.firstIndex { $0.deadline > timer.deadline } ?? timers.endIndex
    timers.insert(timer, at: position)
    return id
  }

  func cancel(_ id: TimerID) {
    timers.removeAll { $0.id == id }
  }

  func stop() {
    isRunning = false
  }

  func run() {
    while isRunning {
      while let first = timers.first, first.deadline <= Self.now() {
        timers.removeFirst()
        first.action()
      }
      var descriptors = readers.keys.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&descriptors, nfds_t(descriptors.count), timeout()) > 0 else { continue }
      for ready in descriptors where ready.revents != 0 {
        // An action before this one may have taken the descriptor out.
        readers[ready.fd]?()
      }
    }
  }

  /// Milliseconds until the next timer, rounded up; -1 without one.
  private func timeout() -> Int32 {
    guard let first = timers.first else { return -1 }
    let now = Self.now()
    return first.deadline <= now ? 0 : Int32(clamping: (first.deadline - now + 999_999) / 1_000_000)
  }

  /// The monotonic clock in nanoseconds.
  static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
