import Glibc
import Reactor

/// The master side of a pty; the slave stands in for a serial device.
package struct Pty: ~Copyable {
  package let master: OwnedDescriptor
  package let path: String

  package init() throws(SystemError) {
    let descriptor = OwnedDescriptor(
      try syscall("open") { open("/dev/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC) })
    // TIOCSPTLCK and TIOCGPTN (asm-generic/ioctls.h) are function-like macros.
    var locked: CInt = 0
    _ = try syscall("ioctl TIOCSPTLCK") { ioctl(descriptor.raw, 0x4004_5431, &locked) }
    var number: CUnsignedInt = 0
    _ = try syscall("ioctl TIOCGPTN") { ioctl(descriptor.raw, 0x8004_5430, &number) }
    path = "/dev/pts/\(number)"
    master = descriptor
  }

  package func write(_ bytes: [UInt8]) {
    _ = Glibc.write(master.raw, bytes, bytes.count)
  }

  /// What the device got so far.
  package func read() -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    let count = Glibc.read(master.raw, &buffer, buffer.count)
    return Array(buffer.prefix(max(0, count)))
  }
}
