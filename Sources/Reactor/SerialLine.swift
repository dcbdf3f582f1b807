import CLinux
import Glibc

/// The settings of a serial line, and what else is asked of a tty. Its methods take a tty's descriptor.
package struct SerialLine: Hashable, Sendable {
  package enum Parity: String, Sendable { case none, even, odd }
  package enum FlowControl: String, Sendable { case none, hardware, software }

  /// Bits per second; any rate, of which the driver takes the nearest that it can.
  package var baud: Int
  /// 5 to 8.
  package var dataBits: Int
  package var parity: Parity
  /// 1 or 2.
  package var stopBits: Int
  package var flow: FlowControl

  package init(
    baud: Int = 9600, dataBits: Int = 8, parity: Parity = .none, stopBits: Int = 1, flow: FlowControl = .none
  ) {
    self.baud = baud
    self.dataBits = dataBits
    self.parity = parity
    self.stopBits = stopBits
    self.flow = flow
  }

  /// Makes the tty raw with these settings, at once; modem lines are ignored. EINVAL for values out of range.
  package func configure(_ descriptor: CInt) throws(SystemError) {
    var line = posd_serial_line(
      baud: UInt32(clamping: baud), data_bits: UInt8(clamping: dataBits), parity: parity.letter,
      stop_bits: UInt8(clamping: stopBits), flow: flow.letter)
    _ = try syscall("ioctl TCSETS2") { posd_tty_configure(descriptor, &line) }
  }

  /// The rate that the driver really set.
  package static func baud(of descriptor: CInt) throws(SystemError) -> Int {
    Int(try syscall("ioctl TCGETS2") { posd_tty_baud(descriptor) })
  }

  /// Lets nobody else but root open the tty, or everybody again.
  package static func setExclusive(_ descriptor: CInt, _ on: Bool) throws(SystemError) {
    _ = try syscall("ioctl TIOCEXCL") { posd_tty_exclusive(descriptor, on ? 1 : 0) }
  }

  /// Raises or drops DTR and RTS; nil leaves one as it is. Some ttys have none and refuse.
  package static func setModemLines(_ descriptor: CInt, dtr: Bool?, rts: Bool?) throws(SystemError) {
    _ = try syscall("ioctl TIOCMBIS") {
      posd_tty_set_lines(descriptor, dtr.map { $0 ? 1 : 0 } ?? -1, rts.map { $0 ? 1 : 0 } ?? -1)
    }
  }

  /// What the lines are, as TIOCM_CTS and others of ioctl_tty(2). Some ttys have none and refuse.
  package static func modemLines(of descriptor: CInt) throws(SystemError) -> CInt {
    try syscall("ioctl TIOCMGET") { posd_tty_lines(descriptor) }
  }

  /// Discards what was received but not read, written but not sent, or both.
  package static func flush(_ descriptor: CInt, input: Bool = true, output: Bool = true) throws(SystemError) {
    let directions: CInt = (input ? 1 : 0) | (output ? 2 : 0)
    if directions != 0 { _ = try syscall("ioctl TCFLSH") { posd_tty_flush(descriptor, directions) } }
  }

  /// How many written bytes the driver has not sent yet.
  package static func unsentBytes(_ descriptor: CInt) throws(SystemError) -> Int {
    Int(try syscall("ioctl TIOCOUTQ") { posd_tty_unsent(descriptor) })
  }
}

extension SerialLine.Parity {
  fileprivate var letter: UInt8 {
    switch self {
    case .none: UInt8(ascii: "N")
    case .even: UInt8(ascii: "E")
    case .odd: UInt8(ascii: "O")
    }
  }
}

extension SerialLine.FlowControl {
  fileprivate var letter: UInt8 {
    switch self {
    case .none: UInt8(ascii: "N")
    case .hardware: UInt8(ascii: "H")
    case .software: UInt8(ascii: "S")
    }
  }
}
