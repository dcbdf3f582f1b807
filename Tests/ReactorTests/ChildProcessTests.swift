import Glibc
import PosModel
import PosTesting
import Reactor
import Testing

@ReactorActor
struct ChildProcessTests {
  private func exits(of child: ChildProcess) -> Recorder<ChildProcess.Exit> {
    let exits = Recorder<ChildProcess.Exit>()
    child.onExit = { exits.record($0) }
    return exits
  }

  @Test(arguments: [0, 1, 42, 255])
  func `the exit code comes back`(code: CInt) async throws {
    let child = try ChildProcess("sh", ["-c", "exit \(code)"])
    #expect(try await exits(of: child).wait(count: 1) == [.code(code)])
    #expect(child.exit == .code(code))
  }

  @Test func `input, output and errors are streams`() async throws {
    let child = try ChildProcess(
      "sh", ["-c", "tr a-z A-Z; echo $GREETING >&2"],
      environment: ["GREETING=hello", "PATH=/usr/bin:/bin"], input: .pipe, output: .pipe, errors: .pipe)
    let output = Recorder<UInt8>()
    let errors = Recorder<UInt8>()
    let ends = Recorder<StreamEnd>()
    child.output?.onBytes = { span in span.indices.forEach { output.record(span[$0]) } }
    child.output?.onClose = { ends.record($0) }
    child.errors?.onBytes = { span in span.indices.forEach { errors.record(span[$0]) } }
    child.errors?.onClose = { ends.record($0) }
    child.input?.write(Array("receipt".utf8))
    child.input?.close()
    #expect(try await ends.wait(count: 2) == [.endOfStream, .endOfStream])
    #expect(String(decoding: output.values, as: UTF8.self) == "RECEIPT")
    #expect(String(decoding: errors.values, as: UTF8.self) == "hello\n")
  }

  @Test func `a child that takes too long is killed with its children`() async throws {
    let child = try ChildProcess("sh", ["-c", "sleep 1000 & sleep 1000"])
    child.kill(after: .milliseconds(20))
    #expect(try await exits(of: child).wait(count: 1) == [.signal(SIGKILL)])
    // No process of the group is left, not even as a zombie.
    try await eventually("the end of the group") { kill(-child.pid, 0) != 0 }
  }

  @Test func `a child that ends when asked to is not killed`() async throws {
    let child = try ChildProcess("sleep", ["1000"])
    child.terminate(grace: .seconds(600))
    #expect(try await exits(of: child).wait(count: 1) == [.signal(SIGTERM)])
  }

  @Test func `a child inherits no descriptor and no blocked signal`() async throws {
    // A descriptor without close-on-exec, as a careless library would leave it.
    let careless = OwnedDescriptor(try syscall("open") { open("/dev/null", O_RDONLY) })
    let child = try ChildProcess(
      "sh", ["-c", "ls /proc/self/fd; grep SigBlk /proc/self/status"], output: .pipe)
    let output = Recorder<UInt8>()
    let ends = Recorder<StreamEnd>()
    child.output?.onBytes = { span in span.indices.forEach { output.record(span[$0]) } }
    child.output?.onClose = { ends.record($0) }
    try await ends.wait(count: 1)
    // 3 is the directory that ls reads.
    #expect(String(decoding: output.values, as: UTF8.self) == "0\n1\n2\n3\nSigBlk:\t0000000000000000\n")
    _ = careless.raw
  }

  @Test func `a program that does not exist is an error at once`() throws {
    #expect(throws: SystemError(errno: ENOENT, call: "posix_spawn /no/such/program")) {
      try ChildProcess("/no/such/program")
    }
  }

  @Test func `an ended child leaves no zombie`() async throws {
    let child = try ChildProcess("true", output: .pipe)
    try await exits(of: child).wait(count: 1)
    var status: CInt = 0
    #expect(waitpid(child.pid, &status, WNOHANG) == -1)
  }
}
