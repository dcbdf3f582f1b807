import Glibc
import PosTesting
import Reactor
import Testing

@testable import Daemon

/// Stands in for the service manager's socket; the environment is the process's, so one test at a time.
@Suite(.serialized) struct ServiceNotifierTests {
  private final class ServiceSocket {
    let path = "/tmp/posd-notify-\(getpid())"
    let descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)

    init() {
      unlink(path)
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
      let length = socklen_t(MemoryLayout<sockaddr_un>.size)
      _ = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
      }
      setenv("NOTIFY_SOCKET", path, 1)
    }

    func messages() -> [String] {
      var messages: [String] = []
      var buffer = [UInt8](repeating: 0, count: 4_096)
      while true {
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count <= 0 { return messages }
        messages.append(String(decoding: buffer[..<count], as: UTF8.self))
      }
    }

    deinit {
      unsetenv("NOTIFY_SOCKET")
      unsetenv("WATCHDOG_USEC")
      close(descriptor)
      unlink(path)
    }
  }

  @Test @ReactorActor func `the service manager hears of ready, status and stopping`() {
    startReactor()
    let service = ServiceSocket()
    let notifier = ServiceNotifier()
    notifier.ready(status: "3 devices\nready")
    notifier.status("2 devices")
    notifier.stopping()
    #expect(service.messages() == ["READY=1\nSTATUS=3 devices ready", "STATUS=2 devices", "STOPPING=1"])
  }

  @Test @ReactorActor func `a reload says when it began`() {
    startReactor()
    let service = ServiceSocket()
    ServiceNotifier().reloading()
    #expect(service.messages().first?.hasPrefix("RELOADING=1\nMONOTONIC_USEC=") == true)
  }

  @Test @ReactorActor func `the watchdog is fed again and again, until the end`() async throws {
    startReactor()
    let service = ServiceSocket()
    setenv("WATCHDOG_USEC", "10000", 1)
    let notifier = ServiceNotifier()
    notifier.ready(status: "")
    var fed = 0
    try await eventually("fed three times") {
      fed += service.messages().count { $0 == "WATCHDOG=1" }
      return fed >= 3
    }
    notifier.stopping()
    #expect(service.messages().last == "STOPPING=1")
  }

  @Test @ReactorActor func `nothing is handed over outside of a service manager`() {
    #expect(ServiceNotifier.takeSockets().isEmpty)
  }
}
