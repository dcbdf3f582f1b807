import Glibc
import PosModel
import PosTesting
import Reactor
import Testing

@ReactorActor
struct WatchTests {
  /// Watches that cancel each other, and who fired.
  private final class Rivals {
    var watches: [Watch] = []
    var fired: [Int] = []
    var kept: [SocketPairBox] = []
  }

  @Test func `a watch that is cancelled by another in the same batch does not fire`() async throws {
    let rivals = Rivals()
    let pairs = [try SocketPairBox(), try SocketPairBox()]
    for (number, pair) in pairs.enumerated() {
      rivals.watches.append(
        try Reactor.shared.watch(pair.left, .read) { _ in
          rivals.fired.append(number)
          for watch in rivals.watches { watch.cancel() }
        })
    }
    // Both become ready while the loop is here, so the kernel hands both over at once.
    for pair in pairs { send(pair.right, [1]) }
    try await eventually("a watch") { !rivals.fired.isEmpty }
    try await turns(3)
    #expect(rivals.fired.count == 1)
  }

  @Test func `an event of a cancelled watch does not reach the one that has its descriptor's number now`() async throws
  {
    let rivals = Rivals()
    let first = try SocketPairBox()
    let second = try SocketPairBox()
    let seen = Recorder<Int>()
    for pair in [first, second] {
      rivals.watches.append(
        try Reactor.shared.watch(pair.left, .read) { _ in
          // Whoever fires replaces the other's socket by a quiet one with the same number, watched anew.
          for watch in rivals.watches { watch.cancel() }
          let other = pair === first ? second : first
          do throws(SystemError) {
            let quiet = try SocketPairBox()
            rivals.kept.append(quiet)
            _ = try syscall("dup2") { dup2(quiet.left, other.left) }
            rivals.watches.append(try Reactor.shared.watch(other.left, .read) { _ in seen.record(2) })
          } catch {
            Issue.record(error)
          }
          seen.record(1)
        })
    }
    send(first.right, [1])
    send(second.right, [1])
    try await seen.wait(count: 1)
    try await turns(3)
    #expect(seen.values == [1])
    for watch in rivals.watches { watch.cancel() }
  }

  @Test func `an empty interest is silent, also for a hang-up`() async throws {
    let pair = try SocketPairBox()
    let seen = Recorder<Readiness>()
    let watch = try Reactor.shared.watch(pair.left, []) { seen.record($0) }
    pair.closeRight()
    try await turns(3)
    #expect(seen.values.isEmpty)
    watch.interest = .read
    let first = try await seen.wait(count: 1)[0]
    #expect(first.contains(.read) && first.contains(.hangup))
    watch.cancel()
    watch.cancel()
  }

  @Test func `a half-close is a hang-up to who asks for it`() async throws {
    let pair = try SocketPairBox()
    let seen = Recorder<Readiness>()
    let watch = try Reactor.shared.watch(pair.left, .hangup) { seen.record($0) }
    send(pair.right, [1])
    try await turns(3)
    #expect(seen.values.isEmpty)
    _ = shutdown(pair.right, CInt(SHUT_WR))
    #expect(try await seen.wait(count: 1)[0].contains(.hangup))
    watch.cancel()
  }

  @Test func `a file that is always ready cannot be watched`() throws {
    let file = OwnedDescriptor(try syscall("open") { open("/proc/self/exe", O_RDONLY | O_CLOEXEC) })
    #expect(throws: SystemError(errno: EPERM, call: "epoll_ctl")) {
      try Reactor.shared.watch(file.raw, .read) { _ in }
    }
  }
}
