import PosModel
import Reactor

/// Makes the transports to real devices.
@ReactorActor
package final class SystemTransports: TransportProvider {
  package init() {}

  package func makeTransport(
    to address: TransportAddress, options: TransportOptions
  ) throws(PosError) -> any Transport {
    switch address {
    case .usb(let device, let interface): USBTransport(device, interface: interface, options: options)
    case .hidraw(let device, let path): HidrawTransport(device, path: path)
    case .evdev(let path): EvdevTransport(path: path)
    case .serial(let address): SerialTransport(address)
    case .tcp(let host, let port):
      if options.quirks.contains("linger") {
        BurstTransport(try TCPTransport(host: host, port: port))
      } else {
        try TCPTransport(host: host, port: port)
      }
    case .simulated(let name):
      throw PosError(
        .unsupported, "\(name) is a device of the simulated till", remedy: "start the daemon with --simulate")
    }
  }

  /// Ends libusb's thread, for a process that is about to end and has closed its transports.
  package func stop() {
    USBContext.stop()
  }
}
