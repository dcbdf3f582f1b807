import CLinux
import Glibc
import PosModel
import Reactor

/// Opens a tty as a raw byte line (termios(3)).
enum TerminalLine {
  /// Never waits for a carrier, never becomes the controlling terminal; asserts DTR and RTS. On a worker: opening a USB
  /// adapter talks to it.
  static func open(_ address: SerialAddress) throws(PosError) -> SharedDescriptor {
    do throws(SystemError) {
      let descriptor = OwnedDescriptor(
        try syscall("open") { Glibc.open(address.path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC) })
      // TIOCEXCL keeps out everybody but root, the lock every program that asks for one (and another posd).
      do throws(SystemError) {
        _ = try syscall("flock") { flock(descriptor.raw, LOCK_EX | LOCK_NB) }
      } catch {
        throw error.errno == EWOULDBLOCK ? SystemError(errno: EBUSY, call: "flock") : error
      }
      try configure(descriptor.raw, address)
      _ = try syscall("ioctl TIOCEXCL") { ioctl(descriptor.raw, UInt(TIOCEXCL)) }
      setModemLines(descriptor.raw, rts: true, dtr: true)
      return SharedDescriptor(descriptor)
    } catch {
      throw failure(error, address)
    }
  }

  /// What must happen before the close: without the flush the kernel waits up to 30 s for a printer that takes nothing.
  static func prepareClose(_ descriptor: CInt) {
    tcflush(descriptor, TCOFLUSH)
    _ = ioctl(descriptor, UInt(TIOCNXCL))
  }

  /// Ignored by lines that have no modem lines (ptys, some adapters).
  static func setModemLines(_ descriptor: CInt, rts: Bool, dtr: Bool) {
    func set(_ line: CInt, _ on: Bool) {
      var line = line
      _ = ioctl(descriptor, UInt(on ? TIOCMBIS : TIOCMBIC), &line)
    }
    set(CInt(TIOCM_RTS), rts)
    set(CInt(TIOCM_DTR), dtr)
  }

  private static func configure(_ descriptor: CInt, _ address: SerialAddress) throws(SystemError) {
    var line = termios()
    _ = try syscall("tcgetattr") { tcgetattr(descriptor, &line) }
    cfmakeraw(&line)
    // No carrier, and no drop of DTR on close: some displays reset on it.
    line.c_cflag &= ~tcflag_t(CSIZE | PARENB | PARODD | CSTOPB | HUPCL) & ~tcflag_t(CRTSCTS)
    line.c_cflag |= tcflag_t(CLOCAL | CREAD)
    line.c_cflag |= tcflag_t(address.dataBits == 7 ? CS7 : CS8)
    if address.stopBits == 2 { line.c_cflag |= tcflag_t(CSTOPB) }
    switch address.parity {
    case .none: break
    case .even: line.c_cflag |= tcflag_t(PARENB)
    case .odd: line.c_cflag |= tcflag_t(PARENB | PARODD)
    }
    switch address.flow {
    case .none: break
    case .hardware: line.c_cflag |= tcflag_t(CRTSCTS)
    case .software: line.c_iflag |= tcflag_t(IXON | IXOFF)
    }
    // VMIN, VTIME: read what is there.
    line.c_cc.6 = 1
    line.c_cc.5 = 0
    guard let speed = speeds[address.baud] else { throw SystemError(errno: EINVAL, call: "cfsetspeed") }
    cfsetispeed(&line, speed)
    cfsetospeed(&line, speed)
    _ = try syscall("tcsetattr") { tcsetattr(descriptor, TCSANOW, &line) }
    tcflush(descriptor, TCIOFLUSH)
  }

  private static let speeds: [Int: speed_t] = [
    1200: speed_t(B1200), 2400: speed_t(B2400), 4800: speed_t(B4800), 9600: speed_t(B9600), 19200: speed_t(B19200),
    38400: speed_t(B38400), 57600: speed_t(B57600), 115_200: speed_t(B115200), 230_400: speed_t(B230400),
    460_800: speed_t(B460800), 921_600: speed_t(B921600),
  ]

  private static func failure(_ error: SystemError, _ address: SerialAddress) -> PosError {
    switch error.errno {
    case ENOTTY:
      PosError(
        .illegal, "\(address.path) is no serial line", remedy: "name a tty, best below /dev/serial/by-id",
        cause: error.symbol)
    case EINVAL:
      PosError(
        .illegal, "\(address.path) cannot be set to \(address.baud) baud, \(address.dataBits) data bits",
        remedy: "set the line as the device's manual says; usual are 9600 and 115200 baud", cause: error.symbol)
    default:
      OpenFailure.error(error, opening: address.path)
    }
  }
}
