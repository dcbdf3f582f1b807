import Glibc
import PosModel
import PosTesting
import Reactor
import Synchronization
import Testing

@ReactorActor
struct WorkerTests {
  @Test func `work runs in order on the thread of that name, and its results come to the reactor`() async throws {
    let worker = try BlockingWorker(name: "test-worker")
    let results = Recorder<Int>()
    let names = Recorder<Bool>()
    for number in 0..<50 {
      #expect(
        worker.submit {
          number
        } _: {
          Reactor.shared.checkIsolated()
          results.record($0)
        })
    }
    #expect(try await results.wait(count: 50) == Array(0..<50))
    _ = worker.submit {
      threadNames().contains("test-worker") && !Reactor.shared.isCurrentThread
    } _: {
      names.record($0)
    }
    #expect(try await names.wait(count: 1) == [true])
    worker.stop()
    #expect(!threadNames().contains("test-worker"))
  }

  @Test func `a full queue refuses`() async throws {
    let gate = Mutex<Void>(())
    let worker = try BlockingWorker(name: "full-worker", capacity: 3)
    let started = Recorder<Int>()
    var accepted = 0
    gate.withLock { _ in
      // One may be running already; three wait.
      for number in 0..<10
      where worker.submit({ gate.withLock { _ in number } }, { started.record($0) }) {
        accepted += 1
      }
    }
    #expect(accepted == 3 || accepted == 4)
    try await started.wait(count: accepted)
    worker.stop()
  }

  @Test func `stop waits for what was submitted, then refuses`() async throws {
    let worker = try BlockingWorker(name: "stop-worker")
    let count = Atomic<Int>(0)
    for _ in 0..<20 {
      _ = worker.submit {
        usleep(100)
        count.add(1, ordering: .relaxed)
      } _: {
      }
    }
    worker.stop()
    #expect(count.load(ordering: .relaxed) == 20)
    let taken = worker.submit {
    } _: {
    }
    #expect(!taken)
    worker.stop()
  }

  @Test func `work gets what the reactor gives it, before or after it asks`() async throws {
    let worker = try BlockingWorker(name: "hand-worker")
    let taken = Recorder<Int>()
    for number in 0..<100 {
      let handover = Handover<Int>()
      if number.isMultiple(of: 2) { handover.give(number) }
      let isTaken = worker.submit({ handover.take() }, { taken.record($0) })
      #expect(isTaken)
      if number.isMultiple(of: 3) { usleep(100) }
      if !number.isMultiple(of: 2) { handover.give(number) }
    }
    #expect(try await taken.wait(count: 100) == Array(0..<100))
    worker.stop()
  }

  @Test func `signals arrive on the reactor`() async throws {
    let seen = Recorder<CInt>()
    let watch = try Reactor.shared.onSignal([SIGUSR1, SIGWINCH]) { seen.record($0) }
    // To this thread, the reactor, which has them blocked: other threads of a test would take them the default way.
    raise(SIGUSR1)
    raise(SIGWINCH)
    #expect(try await seen.wait(count: 2).sorted() == [SIGUSR1, SIGWINCH].sorted())
    watch.cancel()
    watch.cancel()
  }
}
