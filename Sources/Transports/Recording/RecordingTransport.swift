import PosModel
import Reactor

/// The choke-point: passes everything on to the transport below it, and records it while somebody wants that.
@ReactorActor
package final class RecordingTransport: Transport {
  package nonisolated let description: TransportDescription

  private struct Running {
    var mask: RecordingMask
    var start: Instant
    var write: @ReactorActor (String) -> Void
  }

  private let base: any Transport
  private var running: Running?

  package init(_ base: any Transport) {
    self.base = base
    description = base.description
  }

  package var isRecording: Bool { running != nil }

  /// Gives `write` the header at once and then each line, with its line end; a recording that runs already ends. What
  /// the mask hides never gets that far.
  package func startRecording(_ mask: RecordingMask, write: @escaping @ReactorActor (String) -> Void) {
    running = Running(mask: mask, start: Reactor.now, write: write)
    write(Recording(transport: description, mask: mask).header)
  }

  package func stopRecording() {
    running = nil
  }

  package func open(_ deliver: @escaping @ReactorActor (LinkEvent, Instant) -> Void) {
    record(.open)
    base.open { event, time in
      self.record(.event(event), at: time)
      deliver(event, time)
    }
  }

  package func perform(_ request: LinkRequest) {
    record(.request(request))
    base.perform(request)
  }

  package func recover(_ step: RecoveryStep) {
    record(.recover(step))
    base.recover(step)
  }

  package func close() {
    record(.close)
    base.close()
  }

  private func record(_ traffic: Recording.Traffic, at time: Instant? = nil) {
    guard let running else { return }
    // An event can be older than the recording, its time on libusb's thread taken before the start.
    let since = max(.zero, (time ?? Reactor.now) - running.start)
    let entry = Recording.Entry(time: since, traffic: running.mask.masked(traffic))
    running.write(RecordingLine.text(entry) + "\n")
  }
}
