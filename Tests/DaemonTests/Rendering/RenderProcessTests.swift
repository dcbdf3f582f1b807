import Daemon
import EscPos
import Glibc
import PosModel
import PosTesting
import Reactor
import Rendering
import Testing

/// The real `posd-render`, and scripts in its place that behave badly.
@ReactorActor
struct RenderProcessTests {
  private static let ready = ready(version: RenderReply.version)
  /// Reads a little of the request.
  private static let take = "head -c 5 >/dev/null"

  /// A frame of 5 bytes.
  private static func ready(version: Int) -> String {
    let octal = String(0o1000 + version, radix: 8).suffix(3)
    return "printf '\\005\\000\\000\\000\\001\\\(octal)\\000\\000\\000'"
  }

  private static let built: RenderProgram = {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    return RenderProgram(path: "/\(root)/.build/debug/posd-render")
  }()

  private func program(_ lines: String) throws -> RenderProgram {
    let path = "/tmp/posd-render-\(getpid())-\(Int.random(in: 0..<1 << 40))"
    let text = Array("#!/bin/sh\n\(lines)\n".utf8)
    let descriptor = OwnedDescriptor(try syscall("open") { open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0o755) })
    _ = try syscall("write") { write(descriptor.raw, text, text.count) }
    return RenderProgram(path: path)
  }

  /// The error of `body`; nil when there was none.
  private func error(_ body: () async throws(PosError) -> Void) async -> PosError? {
    do throws(PosError) {
      try await body()
      return nil
    } catch {
      return error
    }
  }

  private func text(_ text: String) -> Artwork { .text(DrawnText(text, width: 24, height: 24)) }

  @Test func `text, codes and previews come from the process`() async throws {
    let process = RenderProcess(Self.built)
    let bitmaps = try await process.draw([text("王"), .symbol(Symbol(.qr(.low), [65]), maximumWidth: 576), text("王")])
    #expect(bitmaps.map(\.width) == [24, 21 * 4, 24])
    #expect(bitmaps[0] == bitmaps[2])
    var roll = PaperRoll(width: 384)
    roll.height = 24
    roll.items = [PaperItem(x: 0, y: 0, .text("合计", PaperText(cellWidth: 12, cellHeight: 24)))]
    #expect(try await process.preview(roll).starts(with: [0x89, 0x50, 0x4E, 0x47]))
    process.stop()
  }

  @Test func `an error of the process is the caller's, and the process lives on`() async throws {
    let process = RenderProcess(Self.built)
    #expect(
      await error { () throws(PosError) in
        _ = try await process.draw([.picture(Picture([1, 2, 3], maximumWidth: 576))])
      }?.message == "the picture is neither a PNG nor a JPEG file")
    let pid = process.pid
    _ = try await process.draw([text("A")])
    #expect(process.pid == pid)
    process.stop()
  }

  @Test func `what was drawn before is not drawn again`() async throws {
    let process = RenderProcess(Self.built)
    let first = try await process.draw([text("王")])
    let pid = try #require(process.pid)
    kill(pid, SIGKILL)
    #expect(try await process.draw([text("王")]) == first)
    process.stop()
  }

  @Test func `a process that hangs is killed at its deadline, and the next request has a new one`() async throws {
    let marker = "/tmp/posd-render-marker-\(getpid())-\(Int.random(in: 0..<1 << 40))"
    let script = try program(
      "[ -e \(marker) ] && exec \(Self.built.path)\ntouch \(marker)\n\(Self.ready)\nexec sleep 1000")
    var deadlines = RenderDeadlines()
    deadlines.picture = .milliseconds(200)
    let process = RenderProcess(script, deadlines: deadlines)
    let failure = await error { () throws(PosError) in
      _ = try await process.draw([.picture(Picture([1], maximumWidth: 1))])
    }
    #expect(failure?.code == .timeout)
    #expect(try await process.draw([text("A")]).count == 1)
    process.stop()
    unlink(marker)
  }

  @Test func `kill -9 costs the request in hand, and not the one behind it`() async throws {
    let marker = "/tmp/posd-render-marker-\(getpid())-\(Int.random(in: 0..<1 << 40))"
    let script = try program(
      "[ -e \(marker) ] && exec \(Self.built.path)\ntouch \(marker)\n\(Self.ready)\n\(Self.take)\nkill -9 $$")
    let process = RenderProcess(script)
    let first = Reactor.shared.task { await error { () throws(PosError) in _ = try await process.draw([text("A")]) } }
    let second = Reactor.shared.task { await error { () throws(PosError) in _ = try await process.draw([text("B")]) } }
    let failure = await first.value
    #expect(failure?.code == .failure)
    #expect(failure?.cause == "it was ended by signal 9" || failure?.cause == "it has closed its output")
    #expect(await second.value == nil)
    process.stop()
    unlink(marker)
  }

  @Test(arguments: [
    // A bitmap of 1 × 1.
    (
      #"printf '\022\000\000\000\002\001\000\000\000\001\000\000\000\001\000\000\000\200\000\000\000\000'"#,
      "its answer is to another question"
    ),
    (#"printf '\377\377\377\377'"#, "it announced too long an answer"),
    (#"printf '\001\000\000\000\011'"#, "byte 1 of its answer: expected a kind of reply"),
  ])
  func `an answer that cannot be is not believed`(answer: String, why: String) async throws {
    let process = RenderProcess(try program("\(Self.ready)\n\(Self.take)\n\(answer)\nexec sleep 1000"))
    let failure = await error { () throws(PosError) in _ = try await process.draw([text("A")]) }
    #expect(failure?.code == .failure)
    #expect(failure?.cause == why)
    #expect(process.pid == nil)
  }

  @Test func `a program of another release is not used`() async throws {
    let process = RenderProcess(try program("\(Self.ready(version: RenderReply.version + 1)); exec sleep 1000"))
    let failure = await error { () throws(PosError) in _ = try await process.draw([text("A")]) }
    #expect(failure?.cause == "it is of another release than posd")
  }

  @Test func `a program that is not there is an error that says where it should be`() async {
    let process = RenderProcess(RenderProgram(path: "/no/such/program"))
    let failure = await error { () throws(PosError) in _ = try await process.draw([text("A")]) }
    #expect(failure?.remedy == "check that /no/such/program is there")
  }

  @Test func `more than the queue holds is refused at once`() async throws {
    let process = RenderProcess(try program("\(Self.ready)\nexec sleep 1000"))
    let failures = Recorder<PosError?>()
    for _ in 0..<RenderProcess.mostOrders + 3 {
      Reactor.shared.task {
        failures.record(await error { () throws(PosError) in _ = try await process.draw([text("A")]) })
      }
    }
    // One is with the process, 64 wait, two are too many.
    #expect(try await failures.wait(count: 2).allSatisfy { $0?.code == .busy })
    process.stop()
    try await failures.wait(count: RenderProcess.mostOrders + 3)
  }

  @Test func `without work the process ends`() async throws {
    var deadlines = RenderDeadlines()
    deadlines.idle = .milliseconds(50)
    let process = RenderProcess(Self.built, deadlines: deadlines)
    _ = try await process.draw([text("A")])
    let pid = try #require(process.pid)
    try await eventually("the end of the process") { kill(pid, 0) != 0 }
    #expect(process.pid == nil)
  }

  @Test func `the process cannot start programs, write files or open sockets`() async throws {
    let process = RenderProcess(Self.built)
    _ = try await process.draw([text("A")])
    let pid = try #require(process.pid)
    let stream = try #require(fopen("/proc/\(pid)/status", "r"))
    defer { fclose(stream) }
    var bytes = [UInt8](repeating: 0, count: 8192)
    let status = String(decoding: bytes[..<fread(&bytes, 1, bytes.count, stream)], as: UTF8.self)
    #expect(status.contains("NoNewPrivs:\t1"))
    #expect(status.contains("Seccomp:\t2"))
    #expect(!status.contains("Uid:\t0\t"))
    process.stop()
  }
}
