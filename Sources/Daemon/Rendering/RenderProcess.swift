import EscPos
import PosModel
import Reactor
import Rendering

/// The daemon's side of `posd-render`: started when something has to be drawn, ended when nothing has been for a while.
///
/// One request is with the process at a time, so that its end costs that one alone; the others wait here, at most
/// ``mostOrders`` and 64 MiB of them.
@ReactorActor
package final class RenderProcess {
  package static let mostOrders = 64

  private let program: Result<RenderProgram, PosError>
  private let deadlines: RenderDeadlines
  private var cache = RenderCache()
  private var waiting: [RenderOrder] = []
  private var waitingBytes = 0
  private var current: RenderOrder?
  private var child: RenderChild?
  private var timer: ReactorTimer?

  /// A program that is not there is an error of the requests, not of this.
  package init(_ program: RenderProgram? = nil, deadlines: RenderDeadlines = RenderDeadlines()) {
    self.program = program.map { .success($0) } ?? Result { () throws(PosError) in try RenderProgram.find() }
    self.deadlines = deadlines
  }

  /// The process, while there is one.
  package var pid: CInt? { child?.pid }

  /// Draws in the order given; the first that cannot be drawn is the error of all.
  package func draw(_ artwork: [Artwork]) async throws(PosError) -> [Bitmap] {
    try await drawn(artwork).map(\.bitmap)
  }

  /// The same, with what was missing for it.
  func drawn(_ artwork: [Artwork]) async throws(PosError) -> [Drawn] {
    var drawn: [Drawn] = []
    for one in artwork { drawn.append(try await draw(one)) }
    return drawn
  }

  /// The characters that no font has.
  package func missingCharacters(of artwork: Artwork) async throws(PosError) -> [UInt32] {
    try await draw(artwork).missing
  }

  /// A PNG of what a printer has printed; each dot is `scale` × `scale` pixels, 1 to 4.
  package func preview(_ roll: PaperRoll, scale: Int = 1) async throws(PosError) -> [UInt8] {
    guard roll.height <= RenderLimits.height, roll.width <= RenderLimits.width else {
      throw PosError(
        .illegal,
        "the paper is \(roll.width) × \(roll.height) dots; a preview shows at most \(RenderLimits.width) × "
          + "\(RenderLimits.height)",
        remedy: "preview fewer receipts at once")
    }
    let request = RenderRequest.preview(
      roll, scale: min(max(scale, RenderLimits.scale.lowerBound), RenderLimits.scale.upperBound))
    guard case .png(let file) = try await ask(request, request.frame()) else { throw Self.nonsense }
    return file
  }

  /// Starts the process, so that a first receipt need not wait for the fonts.
  package func warmUp() {
    if child == nil { pump(start: true) }
  }

  /// Ends the process and fails what waits; to be called when the daemon ends.
  package func stop() {
    let orders = [current].compactMap { $0 } + waiting
    current = nil
    waiting = []
    waitingBytes = 0
    timer?.cancel()
    child?.kill()
    child = nil
    for order in orders {
      order.done.resume(returning: .failure(PosError(.busy, "posd is ending", remedy: "send the request again")))
    }
  }

  private func draw(_ artwork: Artwork) async throws(PosError) -> Drawn {
    let request = RenderRequest.draw(artwork)
    let frame = request.frame()
    let key = RenderCache.Key(frame: frame)
    if let key, let known = cache.drawn(key) { return known }
    guard case .bitmap(let bitmap, let missing) = try await ask(request, frame) else { throw Self.nonsense }
    let drawn = Drawn(bitmap: bitmap, missing: missing)
    if let key { cache.keep(drawn, as: key) }
    return drawn
  }

  private func ask(_ request: RenderRequest, _ frame: [UInt8]) async throws(PosError) -> RenderReply {
    guard frame.count <= RenderLimits.frame else {
      throw PosError(
        .illegal, "the picture is larger than \(RenderLimits.frame >> 20) MiB", remedy: "scale it down")
    }
    let result: Result<RenderReply, PosError> = await withCheckedContinuation { done in
      guard waiting.count < Self.mostOrders, waitingBytes + frame.count <= RenderLimits.frame else {
        return done.resume(
          returning: .failure(
            PosError(.busy, "too much waits to be drawn", remedy: "send the request again in a second")))
      }
      waiting.append(RenderOrder(request: request, frame: frame, done: done))
      waitingBytes += frame.count
      pump()
    }
    let reply = try result.get()
    if case .failure(let error) = reply { throw error }
    return reply
  }

  // MARK: The process

  /// Gives the process its next request, and the process to whoever needs one.
  private func pump(start: Bool = false) {
    guard current == nil, start || !waiting.isEmpty else { return }
    if !waiting.isEmpty {
      let order = waiting.removeFirst()
      waitingBytes -= order.frame.count
      current = order
    }
    guard child == nil else { return send() }
    do throws(PosError) {
      child = try spawn()
      wait(deadlines.start)
    } catch {
      finish(.failure(error))
    }
  }

  private func spawn() throws(PosError) -> RenderChild {
    let program = try program.get()
    do throws(SystemError) {
      let child = try RenderChild(program, queueLimit: RenderLimits.frame + 8)
      child.onFrame = { [weak self] payload in self?.take(payload) }
      child.onEnd = { [weak self] why in self?.fail(why) }
      return child
    } catch {
      throw PosError(
        .failure, "the render process cannot be started", remedy: "check that \(program.path) is there",
        cause: "\(error)")
    }
  }

  private func send() {
    guard let child, child.isReady else { return }
    guard let current else { return rest() }
    let grace: Duration = current.needsFonts && !child.hasFonts ? deadlines.start : .zero
    wait(deadlines.limit(of: current.request) + grace)
    if !child.send(current.frame) { fail("it takes no input") }
  }

  private func take(_ payload: [UInt8]) {
    guard let child else { return }
    let reply: RenderReply
    do throws(FrameFault) {
      reply = try RenderReply(payload: payload)
    } catch {
      return fail("byte \(error.offset) of its answer: expected \(error.expected)")
    }
    guard child.isReady else {
      guard case .ready(RenderReply.version) = reply else {
        if case .failure(let error) = reply { return fail(error.cause ?? error.message) }
        return fail("it is of another release than posd")
      }
      child.isReady = true
      return send()
    }
    guard let current, reply.answers(current.request) else { return fail("its answer is to another question") }
    if current.needsFonts { child.hasFonts = true }
    finish(.success(reply))
  }

  /// Ends the process and the request that it had; the next one gets a new process.
  private func fail(_ why: String) {
    child?.kill()
    child = nil
    timer?.cancel()
    guard current != nil else { return }
    finish(
      .failure(
        PosError(
          .failure, "the render process failed at this picture or text", remedy: "send a simpler picture or text",
          cause: why)))
  }

  private func expire() {
    child?.kill()
    child = nil
    guard let current else { return }
    finish(
      .failure(
        PosError(
          .timeout, "drawing took longer than \(deadlines.limit(of: current.request))",
          remedy: "send a smaller picture or less text")))
  }

  private func finish(_ result: Result<RenderReply, PosError>) {
    let order = current
    current = nil
    timer?.cancel()
    order?.done.resume(returning: result)
    if waiting.isEmpty { rest() } else { pump() }
  }

  /// Nothing to do: the process may stay for a while.
  private func rest() {
    timer?.cancel()
    guard child != nil else { return }
    timer = Reactor.shared.schedule(after: deadlines.idle) {
      self.child?.dismiss()
      self.child = nil
    }
  }

  private func wait(_ limit: Duration) {
    timer?.cancel()
    timer = Reactor.shared.schedule(after: limit) { self.expire() }
  }

  private static let nonsense = PosError(
    .failure, "the render process has answered something else", remedy: "send the request again")
}
