import Glibc
import PosModel
import PosTesting
import Reactor
import Synchronization
import Testing

@ReactorActor
struct ReactorTests {
  @Test func `a test isolated to the reactor runs on its thread`() {
    #expect(Reactor.shared.isCurrentThread)
  }

  @Test func `a posted body runs later, in order`() async throws {
    let seen = Recorder<Int>()
    Reactor.shared.post { seen.record(1) }
    Reactor.shared.post { seen.record(2) }
    #expect(seen.values.isEmpty)
    #expect(try await seen.wait(count: 2) == [1, 2])
  }

  @Test func `posts from four threads all arrive, in the order of each thread`() async throws {
    let count = 5000
    let seen = Recorder<(thread: Int, number: Int)>()
    let workers = try (0..<4).map { try BlockingWorker(name: "poster\($0)") }
    for (thread, worker) in workers.enumerated() {
      #expect(
        worker.submit {
          for number in 0..<count { Reactor.shared.post { seen.record((thread, number)) } }
        } _: {
        })
    }
    let all = try await seen.wait(count: 4 * count)
    for thread in 0..<4 {
      #expect(all.filter { $0.thread == thread }.map(\.number) == Array(0..<count))
    }
  }

  @Test func `jobs that enqueue jobs do not starve a descriptor`() async throws {
    let pair = try SocketPair()
    let fired = Recorder<Bool>()
    let spinning = Recorder<Bool>()
    @ReactorActor func spin() {
      if spinning.values.isEmpty { Reactor.shared.post { spin() } }
    }
    spin()
    let watch = try Reactor.shared.watch(pair.left.raw, .read) { _ in fired.record(true) }
    send(pair.right.raw, [1])
    try await fired.wait(count: 1)
    watch.cancel()
    spinning.record(true)
  }

  @Test func `a task that prefers the reactor never leaves its thread`() async {
    let task = Task(executorPreference: Reactor.shared) { @Sendable in
      let before = Reactor.shared.isCurrentThread
      await Task.yield()
      return before && Reactor.shared.isCurrentThread
    }
    #expect(await task.value)
  }

  @Test func `sleeping ends at the deadline`() async throws {
    let start = Reactor.now
    try await Reactor.shared.sleep(for: .milliseconds(20))
    #expect(Reactor.now - start >= .milliseconds(20))
  }

  @Test func `a cancelled sleep ends at once`() async {
    let start = Reactor.now
    let task = Reactor.shared.task {
      do throws(CancellationError) {
        try await Reactor.shared.sleep(for: .seconds(600))
        return false
      } catch {
        return true
      }
    }
    await Task.yield()
    task.cancel()
    #expect(await task.value)
    #expect(Reactor.now - start < .seconds(60))
  }

  @Test func `a sleep in a task that is cancelled already ends at once`() async {
    let task = Reactor.shared.task {
      while !Task.isCancelled { await Task.yield() }
      do throws(CancellationError) {
        try await Reactor.shared.sleep(for: .seconds(600))
        return false
      } catch {
        return true
      }
    }
    task.cancel()
    #expect(await task.value)
  }
}
