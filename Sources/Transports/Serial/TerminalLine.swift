import Glibc
import PosModel
import Reactor

/// Opens a tty as a raw byte line.
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
      try address.line.configure(descriptor.raw)
      try SerialLine.flush(descriptor.raw)
      try SerialLine.setExclusive(descriptor.raw, true)
      setModemLines(descriptor.raw, rts: true, dtr: true)
      return SharedDescriptor(descriptor)
    } catch {
      throw failure(error, address)
    }
  }

  /// What must happen before the close: without the flush the kernel waits up to 30 s for a printer that takes nothing.
  static func prepareClose(_ descriptor: CInt) {
    do throws(SystemError) {
      try SerialLine.flush(descriptor, input: false)
      try SerialLine.setExclusive(descriptor, false)
    } catch {
      // The line is gone, and with it what would have waited.
    }
  }

  /// Ignored by lines that have no modem lines (ptys, some adapters).
  static func setModemLines(_ descriptor: CInt, rts: Bool, dtr: Bool) {
    do throws(SystemError) {
      try SerialLine.setModemLines(descriptor, dtr: dtr, rts: rts)
    } catch {
      // It has none.
    }
  }

  /// nil for a line that has none, a pty for example.
  static func modemLines(_ descriptor: CInt) -> ModemLines? {
    do throws(SystemError) {
      let lines = try SerialLine.modemLines(of: descriptor)
      let names: [(CInt, ModemLines)] = [
        (TIOCM_CTS, .clearToSend), (TIOCM_CAR, .carrierDetect), (TIOCM_RNG, .ringIndicator),
        (TIOCM_DSR, .dataSetReady),
      ]
      return ModemLines(names.filter { lines & $0.0 != 0 }.map(\.1))
    } catch {
      return nil
    }
  }

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
