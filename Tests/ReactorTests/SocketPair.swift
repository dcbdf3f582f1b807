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
