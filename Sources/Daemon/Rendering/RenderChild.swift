import Glibc
import PosModel
import Reactor
import Rendering

/// One run of `posd-render`: frames in, frames out, and its end.
///
/// What it says is hostile; whoever owns it checks the replies.
@ReactorActor
final class RenderChild {
  /// F_SETPIPE_SZ (fcntl(2)): a picture goes through in one go where the system allows it.
  private static let setPipeSize: CInt = 1031

  private let process: ChildProcess
  private var buffer = FrameBuffer()
  /// The payload of a frame.
  var onFrame: (@ReactorActor ([UInt8]) -> Void)?
  /// It has ended or said what no frame is; called once, and not after ``kill()`` or ``dismiss()``.
  var onEnd: (@ReactorActor (String) -> Void)?
  var isReady = false
  /// Whether it has answered what needs fonts.
  var hasFonts = false

  var pid: pid_t { process.pid }

  init(_ program: RenderProgram, queueLimit: Int) throws(SystemError) {
    process = try ChildProcess(
      program.path, [], environment: program.environment, input: .pipe, output: .pipe, errors: .null,
      inputLimit: queueLimit)
    for stream in [process.input, process.output] {
      if let descriptor = stream?.descriptor { _ = fcntl(descriptor, Self.setPipeSize, 1 << 20) }
    }
    process.output?.onBytes = { [weak self] bytes in self?.receive(bytes) }
    process.output?.onClose = { [weak self] _ in self?.end("it has closed its output") }
    process.onExit = { [weak self] exit in self?.end(Self.words(exit)) }
  }

  /// False when it does not take anything any more.
  func send(_ frame: [UInt8]) -> Bool { process.input?.write(frame) ?? false }

  func kill() {
    forget()
    process.output?.abort()
    process.input?.abort()
    process.kill()
  }

  /// Lets it end by the end of its input.
  func dismiss() {
    forget()
    process.output?.abort()
    process.input?.close()
    process.kill(after: .seconds(2))
  }

  private func receive(_ bytes: Span<UInt8>) {
    do throws(FrameBuffer.TooLong) {
      for payload in try buffer.append(bytes) { onFrame?(payload) }
    } catch {
      end("it announced too long an answer")
    }
  }

  private func end(_ why: String) {
    let onEnd = onEnd
    kill()
    onEnd?(why)
  }

  private func forget() {
    onFrame = nil
    onEnd = nil
  }

  private static func words(_ exit: ChildProcess.Exit) -> String {
    switch exit {
    case .code(let code): "it ended with code \(code)"
    case .signal(let signal): "it was ended by signal \(signal)"
    }
  }
}
