import CSystemd
import Glibc
import PosModel
import Reactor

/// Tells the service manager how the daemon is, and feeds its watchdog from the reactor; does nothing without one.
@ReactorActor
package final class ServiceNotifier {
  private var watchdog: ReactorTimer?

  package init() {}

  /// The daemon serves; from now on the watchdog is fed.
  package func ready(status: String) {
    notify("READY=1\nSTATUS=\(Self.line(status))")
    feedWatchdog()
  }

  /// One line for `systemctl status`.
  package func status(_ text: String) {
    notify("STATUS=\(Self.line(text))")
  }

  /// The configuration is being read again; ``ready(status:)`` ends it.
  package func reloading() {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    notify("RELOADING=1\nMONOTONIC_USEC=\(time.tv_sec * 1_000_000 + time.tv_nsec / 1_000)")
  }

  package func stopping() {
    watchdog?.cancel()
    notify("STOPPING=1")
  }

  /// The listening Unix sockets that the service manager handed over (sd_listen_fds(3)); at most once, at start.
  package static func takeSockets() -> [CInt] {
    let count = sd_listen_fds(1)
    guard count > 0 else { return [] }
    // SD_LISTEN_FDS_START
    return (3..<3 + count).filter { sd_is_socket_unix($0, CInt(SOCK_STREAM.rawValue), 1, nil, 0) > 0 }
  }

  /// Twice as often as the service manager wants it.
  private func feedWatchdog() {
    var interval: UInt64 = 0
    guard sd_watchdog_enabled(0, &interval) > 0 else { return }
    watchdog?.cancel()
    notify("WATCHDOG=1")
    watchdog = Reactor.shared.schedule(after: .microseconds(Int64(clamping: interval / 2))) { [weak self] in
      self?.feedWatchdog()
    }
  }

  private func notify(_ state: String) {
    // A service manager that does not listen is no reason to stop; its watchdog tells it.
    _ = sd_notify(0, state)
  }

  private static func line(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }
}
