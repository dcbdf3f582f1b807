import CLinux
import Glibc

/// A pty whose slave stands in for a serial device; what its user writes comes out of ``stream``.
///
/// It holds the slave open itself, so that its users may come and go. The slave is raw from the start.
@ReactorActor
package final class PseudoTerminal {
  /// The slave, `/dev/pts/N`.
  package nonisolated let path: String
  /// The device's end.
  package let stream: ByteStream
  private var slave: OwnedDescriptor?

  package init() throws(SystemError) {
    var name = [CChar](repeating: 0, count: 64)
    let master = OwnedDescriptor(try syscall("posix_openpt") { posd_pty_open(&name, 64) })
    let path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    let slave = OwnedDescriptor(try syscall("open") { open(path, O_RDWR | O_NOCTTY | O_CLOEXEC) })
    try SerialLine().configure(slave.raw)
    self.path = path
    self.slave = consume slave
    stream = try ByteStream(master)
  }

  /// Pulls the plug: users of the slave get a hang-up and EIO. Idempotent.
  package func hangUp() {
    stream.abort()
    slave = nil
  }
}
