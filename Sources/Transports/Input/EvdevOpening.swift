import CLinux
import Glibc
import PosModel
import Reactor

/// An event node that was opened to be read.
struct EvdevOpening: Sendable {
  let descriptor: SharedDescriptor
  /// Its events are stamped by CLOCK_BOOTTIME.
  let hasBootTime: Bool

  /// Opens `path` on a thread named `name`, because that may block. Throws when there is no thread.
  @ReactorActor
  static func start(
    _ name: String, path: String, _ opened: @escaping @ReactorActor (Result<EvdevOpening, PosError>) -> Void
  ) throws(SystemError) {
    try BlockingCall.start(name) { () -> Result<EvdevOpening, PosError> in
      do throws(SystemError) {
        let descriptor = OwnedDescriptor(
          try syscall("open") { Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC) })
        let hasBootTime = posd_evdev_set_clock(descriptor.raw, CLOCK_BOOTTIME) == 0
        return .success(EvdevOpening(descriptor: SharedDescriptor(descriptor), hasBootTime: hasBootTime))
      } catch {
        return .failure(OpenFailure.error(error, opening: path))
      }
    } _: {
      opened($0)
    }
  }
}
