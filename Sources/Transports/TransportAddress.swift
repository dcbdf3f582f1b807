import PosModel
import Reactor

/// Where a transport leads to.
package enum TransportAddress: Hashable, Sendable {
  /// One interface of a USB device; `release` says what to do with the kernel driver when the daemon stops.
  case usb(DiscoveredDevice, interface: Int)
  case hidraw(DiscoveredDevice, path: String)
  case evdev(path: String)
  case serial(SerialAddress)
  case tcp(host: String, port: Int)
  /// A device of the simulated till.
  case simulated(String)
}

/// A tty and its line settings.
package struct SerialAddress: Hashable, Sendable {
  package typealias Parity = SerialLine.Parity
  package typealias FlowControl = SerialLine.FlowControl

  /// `/dev/ttyACM0` or a by-id link.
  package var path: String
  package var baud: Int
  package var dataBits: Int
  package var parity: Parity
  package var stopBits: Int
  package var flow: FlowControl

  package init(
    path: String, baud: Int = 9600, dataBits: Int = 8, parity: Parity = .none, stopBits: Int = 1,
    flow: FlowControl = .none
  ) {
    self.path = path
    self.baud = baud
    self.dataBits = dataBits
    self.parity = parity
    self.stopBits = stopBits
    self.flow = flow
  }

  var line: SerialLine {
    SerialLine(baud: baud, dataBits: dataBits, parity: parity, stopBits: stopBits, flow: flow)
  }
}
