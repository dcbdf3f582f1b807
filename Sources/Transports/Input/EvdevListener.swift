import CLinux
import Glibc
import PosModel
import Reactor

/// An event node that is read beside all other programs: nothing is grabbed, recorded or kept.
@ReactorActor
package final class EvdevListener: KeyListening {
  private enum State {
    case opening
    case open(EvdevOpening, Watch)
    case stopped
  }

  /// The kernel keeps 64 events of a keyboard; a few more come while they are read.
  private static let readsPerTurn = 8

  private let hear: @ReactorActor (KeyHearing) -> Void
  private var state = State.opening
  private var decoder = EvdevDecoder()

  /// Says once, later, whether it has been opened.
  package init(path: String, _ hear: @escaping @ReactorActor (KeyHearing) -> Void) {
    self.hear = hear
    do throws(SystemError) {
      try EvdevOpening.start("keys-open", path: path) { self.opened($0) }
    } catch {
      let error = PosError(.failure, "no thread to open \(path)", cause: "\(error)")
      Reactor.shared.post { self.opened(.failure(error)) }
    }
  }

  package func stop() {
    guard case .open(let opening, let watch) = state else {
      state = .stopped
      return
    }
    watch.cancel()
    state = .stopped
    SharedDescriptor.close(opening.descriptor) {}
  }

  private func opened(_ result: Result<EvdevOpening, PosError>) {
    switch (result, state) {
    case (.success(let opening), .opening):
      do throws(SystemError) {
        let watch = try Reactor.shared.watch(opening.descriptor.raw, .read) { [weak self] _ in self?.ready() }
        state = .open(opening, watch)
        hear(.opened)
      } catch {
        state = .stopped
        hear(.failed(PosError(.failure, "the keyboard cannot be watched", cause: "\(error)")))
        SharedDescriptor.close(opening.descriptor) {}
      }
    case (.success(let opening), _): SharedDescriptor.close(opening.descriptor) {}
    case (.failure(let error), .opening):
      state = .stopped
      hear(.failed(error))
    case (.failure, _): break
    }
  }

  private func ready() {
    var bytes = [UInt8](repeating: 0, count: 64 * EvdevDecoder.eventSize)
    for _ in 0..<Self.readsPerTurn {
      guard case .open(let opening, _) = state else { return }
      let count = bytes.withUnsafeMutableBytes { read(opening.descriptor.raw, $0.baseAddress, $0.count) }
      if count < 0, errno == EAGAIN || errno == EINTR { return }
      guard count > 0 else {
        stop()
        return hear(.lost)
      }
      let now = Reactor.now
      for output in decoder.decode(bytes[..<count]) {
        switch output {
        case .key(let key, let time): hear(.key(key, opening.hasBootTime ? min(time, now) : now))
        case .overflow: hear(.lost)
        }
      }
    }
  }
}
