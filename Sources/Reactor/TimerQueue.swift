import CLinux
import Glibc
import PosModel

/// All timers in a heap, and the timerfd (CLOCK_BOOTTIME) that is armed for the earliest.
///
/// Each timer knows its place, so a cancelled one leaves at once.
@ReactorActor
final class TimerQueue {
  private var heap: [ReactorTimer] = []
  private var sequence: UInt64 = 0
  /// What the timerfd is set to; nil when it is not armed.
  private var armed: Instant?
  private var timer: CInt = -1

  nonisolated init() {}

  var count: Int { heap.count }

  /// Opens the timerfd; what was scheduled before is armed with the next ``arm()``.
  func open() throws(SystemError) -> CInt {
    timer = try syscall("timerfd_create") {
      timerfd_create(CLOCK_BOOTTIME, CInt(TFD_CLOEXEC | TFD_NONBLOCK))
    }
    return timer
  }

  func add(at deadline: Instant, _ body: @escaping @ReactorActor () -> Void) -> ReactorTimer {
    sequence += 1
    let timer = ReactorTimer(deadline: deadline, sequence: sequence, body: body)
    heap.append(timer)
    siftUp(timer, from: heap.count - 1)
    return timer
  }

  func remove(_ timer: ReactorTimer) {
    let place = timer.place
    timer.place = -1
    guard let last = heap.popLast(), last !== timer else { return }
    if place > 0, last.precedes(heap[(place - 1) / 2]) {
      siftUp(last, from: place)
    } else {
      siftDown(last, from: place)
    }
  }

  /// Sets the timerfd if the earliest deadline is another than before; at most one system call per turn of the loop.
  func arm() {
    let earliest = heap.first?.deadline
    if earliest == armed { return }
    // Zero would disarm it.
    let nanoseconds = earliest.map { max(1, $0.nanoseconds) } ?? 0
    var setting = itimerspec()
    setting.it_value.tv_sec = Int(nanoseconds / 1_000_000_000)
    setting.it_value.tv_nsec = Int(nanoseconds % 1_000_000_000)
    let result = rawSyscall { Int(timerfd_settime(timer, CInt(TFD_TIMER_ABSTIME), &setting, nil)) }
    precondition(result == 0, "timerfd_settime: the reactor's descriptor is broken")
    armed = earliest
  }

  /// Runs what is due. A timer that is scheduled meanwhile waits for the next turn, due or not.
  func fire(now: Instant) {
    armed = nil
    let newest = sequence
    while let first = heap.first, first.deadline <= now, first.sequence <= newest {
      remove(first)
      let body = first.body
      first.cancel()
      body?()
    }
  }

  private func siftUp(_ timer: ReactorTimer, from start: Int) {
    var place = start
    while place > 0 {
      let parent = (place - 1) / 2
      if !timer.precedes(heap[parent]) { break }
      put(heap[parent], at: place)
      place = parent
    }
    put(timer, at: place)
  }

  private func siftDown(_ timer: ReactorTimer, from start: Int) {
    var place = start
    while true {
      var child = 2 * place + 1
      if child >= heap.count { break }
      if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
      if !heap[child].precedes(timer) { break }
      put(heap[child], at: place)
      place = child
    }
    put(timer, at: place)
  }

  private func put(_ timer: ReactorTimer, at place: Int) {
    heap[place] = timer
    timer.place = place
  }
}
