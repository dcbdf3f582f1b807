import Glibc

/// The Unix socket through which scenarios drive the bench: one command a line, one answer a line (`ok …`, `error …`).
final class ControlSocket {
  private let loop: EventLoop
  private let bench: Bench
  private let listener: Int32
  private var inboxes: [Int32: [UInt8]] = [:]
  private let lineLimit = 65_536

  init(path: String, bench: Bench, loop: EventLoop) throws(SimulatorError) {
    self.loop = loop
    self.bench = bench
    listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let name = Array(path.utf8)
    guard listener >= 0, name.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw SimulatorError("cannot make a socket at \(path)")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    unlink(path)
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard bound == 0, listen(listener, 8) == 0 else { throw SimulatorError("cannot listen at \(path): \(errno)") }
    loop.watch(listener) { [weak self] in self?.acceptClient() }
  }

  private func acceptClient() {
    let client = accept(listener, nil, nil)
    guard client >= 0 else { return }
    inboxes[client] = []
    loop.watch(client) { [weak self] in self?.read(client) }
  }

  private func read(_ client: Int32) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = recv(client, &buffer, buffer.count, 0)
    guard count > 0, var inbox = inboxes[client], inbox.count < lineLimit else {
      loop.forget(client)
      inboxes[client] = nil
      close(client)
      return
    }
    inbox += buffer.prefix(count)
    while let end = inbox.firstIndex(of: 0x0A) {
      let line = Array(inbox[..<end])
      inbox.removeSubrange(...end)
      let answer = Array((answer(line) + "\n").utf8)
      _ = send(client, answer, answer.count, Int32(MSG_NOSIGNAL))
    }
    inboxes[client] = inbox
  }

  private func answer(_ line: [UInt8]) -> String {
    do throws(SimulatorError) {
      let words = try bench.perform(try Command(line))
      return words.isEmpty ? "ok" : "ok \(words)"
    } catch {
      return "error \(error.message)"
    }
  }
}
