import Glibc
import Reactor

/// Two connected Unix sockets.
struct SocketPair: ~Copyable {
  var left: OwnedDescriptor
  var right: OwnedDescriptor

  init() throws(SystemError) {
    var pair: [CInt] = [0, 0]
    _ = try syscall("socketpair") { socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &pair) }
    left = OwnedDescriptor(pair[0])
    right = OwnedDescriptor(pair[1])
  }
}

/// Sends all of a few bytes.
func send(_ descriptor: CInt, _ bytes: [UInt8]) {
  precondition(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
}

/// The bytes that can be read now.
func receive(_ descriptor: CInt, atMost limit: Int = 65536) -> [UInt8] {
  var buffer = [UInt8](repeating: 0, count: limit)
  let count = recv(descriptor, &buffer, limit, CInt(MSG_DONTWAIT))
  return Array(buffer.prefix(max(0, count)))
}

/// The number of descriptors that this process has open.
func openDescriptors() -> Int {
  guard let directory = opendir("/proc/self/fd") else { return -1 }
  defer { closedir(directory) }
  var count = 0
  while readdir(directory) != nil { count += 1 }
  return count
}

/// The same for closures, which cannot hold a move-only value.
@ReactorActor
final class SocketPairBox {
  let left: CInt
  let right: CInt
  private let ownedLeft: OwnedDescriptor
  private var ownedRight: OwnedDescriptor?

  init() throws(SystemError) {
    var pair: [CInt] = [0, 0]
    _ = try syscall("socketpair") { socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &pair) }
    (left, right) = (pair[0], pair[1])
    ownedLeft = OwnedDescriptor(pair[0])
    ownedRight = OwnedDescriptor(pair[1])
  }

  func closeRight() { ownedRight = nil }
}

/// Lets the loop wait for events so many times.
@ReactorActor
func turns(_ count: Int) async throws {
  for _ in 0..<count { try await Reactor.shared.sleep(for: .milliseconds(1)) }
}

/// The names of this process' threads.
func threadNames() -> [String] {
  guard let directory = opendir("/proc/self/task") else { return [] }
  defer { closedir(directory) }
  var names: [String] = []
  while let entry = readdir(directory) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    let file = open("/proc/self/task/\(name)/comm", O_RDONLY | O_CLOEXEC)
    if file < 0 { continue }
    let owned = OwnedDescriptor(file)
    var buffer = [UInt8](repeating: 0, count: 32)
    let count = read(owned.raw, &buffer, buffer.count)
    if count > 0 { names.append(String(decoding: buffer[..<(count - 1)], as: UTF8.self)) }
  }
  return names
}
