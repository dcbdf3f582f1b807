import CLinux
import Glibc
import PosModel

/// A child process in a process group of its own, with its ends of three pipes.
///
/// It is reaped when it ends, whether referenced or not, and what is left of its group is killed then. A process that
/// starts children calls ``Signals/ignorePipe()`` first: a child may end before it has read its input.
@ReactorActor
package final class ChildProcess {
  /// What a standard descriptor of the child leads to.
  package enum Standard: Sendable {
    /// /dev/null.
    case null
    /// A stream of this object.
    case pipe
    /// Where this process' own leads to.
    case inherited
  }

  package enum Exit: Hashable, Sendable {
    case code(CInt)
    case signal(CInt)
  }

  package nonisolated let pid: pid_t
  /// Writes to the child's input; ``ByteStream/close(within:)`` sends what is queued, then the end of file. Nil without
  /// a pipe.
  package let input: ByteStream?
  package let output: ByteStream?
  package let errors: ByteStream?
  /// Called once; output may still be on its way then. Set it, like the streams' callbacks, before anything is awaited.
  package var onExit: (@ReactorActor (Exit) -> Void)?
  /// Nil while it runs.
  package private(set) var exit: Exit?

  private var watch: Watch?
  private var descriptor: OwnedDescriptor?
  private var limit: ReactorTimer?

  /// Starts `path`, which is searched in PATH when it has no slash. `environment` holds `NAME=value`; nil passes this
  /// process' own on. `inputLimit` bounds what waits for the child to read it.
  package init(
    _ path: String, _ arguments: [String] = [], environment: [String]? = nil, input: Standard = .null,
    output: Standard = .null, errors: Standard = .inherited, inputLimit: Int = 1 << 20
  ) throws(SystemError) {
    var input = try Pipe(input, inherited: STDIN_FILENO)
    var output = try Pipe(output, inherited: STDOUT_FILENO)
    var errors = try Pipe(errors, inherited: STDERR_FILENO)
    pid = try Self.spawn(path, arguments, environment, input.number, output.number, errors.number)
    do throws(SystemError) {
      let pid = pid
      let process = OwnedDescriptor(try syscall("pidfd_open") { posd_pidfd_open(pid) })
      let raw = process.raw
      descriptor = consume process
      self.input = try input.stream(queueLimit: inputLimit)
      self.output = try output.stream()
      self.errors = try errors.stream()
      watch = try Reactor.shared.watch(raw, .read) { _ in self.reap() }
    } catch {
      // Nobody could ever learn of its end.
      Glibc.kill(-pid, SIGKILL)
      var status: CInt = 0
      waitpid(pid, &status, 0)
      throw error
    }
  }

  /// Kills the whole group, now or after `delay` unless it ends before; a later call replaces an earlier one.
  package func kill(after delay: Duration = .zero) {
    if exit != nil { return }
    limit?.cancel()
    if delay <= .zero { return signal(SIGKILL) }
    limit = Reactor.shared.schedule(after: delay) { self.signal(SIGKILL) }
  }

  /// Asks the group to end (SIGTERM), and kills it after `grace`.
  package func terminate(grace: Duration = .seconds(2)) {
    signal(SIGTERM)
    kill(after: grace)
  }

  private func signal(_ number: CInt) {
    // Before it is reaped the pid cannot be another's.
    if exit == nil { Glibc.kill(-pid, number) }
  }

  private func reap() {
    // What the child left behind in its group: the dead leader still holds the number.
    Glibc.kill(-pid, SIGKILL)
    var end = posd_exit()
    // An error means that somebody else has taken the status (SIGCHLD ignored); it has ended all the same.
    if rawSyscall({ Int(posd_reap(pid, &end)) }) == 0 { return }
    let exit: Exit = end.signalled != 0 ? .signal(end.code) : .code(end.code)
    self.exit = exit
    limit?.cancel()
    watch?.cancel()
    descriptor = nil
    let onExit = onExit
    self.onExit = nil
    onExit?(exit)
  }

  private static func spawn(
    _ path: String, _ arguments: [String], _ environment: [String]?, _ input: CInt, _ output: CInt, _ errors: CInt
  ) throws(SystemError) -> pid_t {
    let arguments = CStrings([path] + arguments)
    let variables = environment.map(CStrings.init)
    var pid: pid_t = 0
    let failed = withExtendedLifetime((arguments, variables)) {
      posd_spawn(path, arguments.pointers, variables?.pointers, input, output, errors, &pid)
    }
    if failed != 0 { throw SystemError(errno: failed, call: "posix_spawn \(path)") }
    return pid
  }
}
