import CUdev
import Glibc
import Reactor

/// libudev's netlink socket. What an event says is not looked at: that something has changed is all it is good for.
@ReactorActor
final class UdevMonitor {
  private let socket: UdevSocket
  private var watch: Watch?
  private let changed: @ReactorActor () -> Void

  /// Events that one turn of the reactor takes from the socket.
  private static let eventsPerTurn = 256
  /// Hundreds of thousands of events: 128 KiB, the usual default, overflows when a hub full of devices is plugged.
  private static let bufferSize: CInt = 8 << 20

  /// `group` is `udev` (after the rules) or `kernel` (where no udevd runs). nil when there is no such socket to have, as
  /// in many containers.
  init?(group: String, _ changed: @escaping @ReactorActor () -> Void) {
    guard let socket = UdevSocket(group: group) else { return nil }
    let monitor = socket.monitor
    self.socket = socket
    self.changed = changed
    for subsystem in ["usb", "usbmisc", "tty", "hidraw", "input"] {
      udev_monitor_filter_add_match_subsystem_devtype(monitor, subsystem, nil)
    }
    // Without the right to exceed the system's limit, the limit is what there is: a rescan makes good what is lost.
    if udev_monitor_set_receive_buffer_size(monitor, Self.bufferSize) < 0 {
      var size = Self.bufferSize
      setsockopt(udev_monitor_get_fd(monitor), SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<CInt>.size))
    }
    guard udev_monitor_enable_receiving(monitor) >= 0 else { return nil }
    do throws(SystemError) {
      watch = try Reactor.shared.watch(udev_monitor_get_fd(monitor), .read) { [weak self] _ in self?.drain() }
    } catch {
      return nil
    }
  }

  func stop() {
    watch?.cancel()
    watch = nil
  }

  /// ENOBUFS (events were lost) reads as no event too, and leads to the same rescan.
  private func drain() {
    for _ in 0..<Self.eventsPerTurn {
      guard let device = udev_monitor_receive_device(socket.monitor) else { break }
      udev_device_unref(device)
    }
    changed()
  }
}

/// Owns libudev's two objects.
private final class UdevSocket {
  let monitor: OpaquePointer
  private let udev: OpaquePointer

  init?(group: String) {
    guard let udev = udev_new() else { return nil }
    guard let monitor = udev_monitor_new_from_netlink(udev, group) else {
      udev_unref(udev)
      return nil
    }
    self.udev = udev
    self.monitor = monitor
  }

  deinit {
    udev_monitor_unref(monitor)
    udev_unref(udev)
  }
}
