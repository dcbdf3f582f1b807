import CLinux
import Glibc

/// What a TCP connection is set to before it is made.
package struct TCPOptions: Hashable, Sendable {
  /// When the kernel asks a silent peer whether it still lives; whole seconds, rounded up.
  package struct KeepAlive: Hashable, Sendable {
    package var idle: Duration
    package var interval: Duration
    package var count: Int

    package init(idle: Duration = .seconds(10), interval: Duration = .seconds(5), count: Int = 3) {
      self.idle = idle
      self.interval = interval
      self.count = count
    }
  }

  /// Sends small packets at once.
  package var noDelay: Bool
  package var keepAlive: KeepAlive?
  /// How long sent bytes may stay unacknowledged before the connection fails (TCP_USER_TIMEOUT).
  package var userTimeout: Duration?

  package init(noDelay: Bool = true, keepAlive: KeepAlive? = KeepAlive(), userTimeout: Duration? = nil) {
    self.noDelay = noDelay
    self.keepAlive = keepAlive
    self.userTimeout = userTimeout
  }

  package func apply(to descriptor: CInt) throws(SystemError) {
    if noDelay { try set(descriptor, CInt(IPPROTO_TCP), TCP_NODELAY, 1) }
    if let keepAlive {
      try set(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1)
      try set(descriptor, CInt(IPPROTO_TCP), TCP_KEEPIDLE, keepAlive.idle.wholeSeconds)
      try set(descriptor, CInt(IPPROTO_TCP), TCP_KEEPINTVL, keepAlive.interval.wholeSeconds)
      try set(descriptor, CInt(IPPROTO_TCP), TCP_KEEPCNT, CInt(clamping: max(1, keepAlive.count)))
    }
    if let userTimeout {
      let milliseconds = userTimeout / .milliseconds(1)
      try set(
        descriptor, CInt(IPPROTO_TCP), TCP_USER_TIMEOUT,
        CInt(clamping: Int64(min(max(1, milliseconds), 86_400_000))))
    }
  }

  private func set(_ descriptor: CInt, _ level: CInt, _ option: CInt, _ value: CInt) throws(SystemError) {
    var value = value
    _ = try syscall("setsockopt") {
      setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<CInt>.size))
    }
  }
}

extension Duration {
  /// Rounded up, from 1 to the kernel's limit for keep-alive times (MAX_TCP_KEEPIDLE).
  fileprivate var wholeSeconds: CInt {
    let (seconds, attoseconds) = components
    return CInt(min(max(1, seconds + (attoseconds > 0 ? 1 : 0)), 32767))
  }
}
