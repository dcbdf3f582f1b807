import PosModel
import Reactor
import Transports

/// Makes the links to the simulated till; every other address, the network printer's included, is the system's.
@ReactorActor
package final class SimulatedTransports: TransportProvider {
  private let till: SimulatedTill
  private let system: any TransportProvider
  private let hearsKeyboards: Bool

  /// `hearsKeyboards`: also the keyboards of the system that are not on USB.
  package init(_ till: SimulatedTill, system: any TransportProvider, hearsKeyboards: Bool = false) {
    self.till = till
    self.system = system
    self.hearsKeyboards = hearsKeyboards
  }

  package func findKeyboards(_ found: @escaping @Sendable @ReactorActor ([KeyboardNode]) -> Void) {
    if hearsKeyboards { return system.findKeyboards(found) }
    Reactor.shared.post { found([]) }
  }

  package func makeTransport(
    to address: TransportAddress, options: TransportOptions
  ) throws(PosError) -> any Transport {
    switch address {
    case .usb(let device, let interface) where Self.isSimulated(device):
      return SimulatedTransport(try port(device.port), interface: interface)
    case .hidraw(let device, let path) where Self.isSimulated(device):
      let interface = device.interfaces.first { $0.nodes.contains { $0.path == path } }
      return SimulatedTransport(try port(device.port), interface: interface?.number ?? 0)
    case .simulated(let name):
      guard let port = try till.device(name) as? SimulatedUSBPort else {
        throw PosError(.unsupported, "\(name) is reached over TCP", remedy: "use its tcp address")
      }
      return SimulatedTransport(port, interface: 0)
    default:
      return try system.makeTransport(to: address, options: options)
    }
  }

  private static func isSimulated(_ device: DiscoveredDevice) -> Bool {
    device.syspath.hasPrefix(SimulatedUSBDevice.syspath)
  }

  private func port(_ path: String) throws(PosError) -> SimulatedUSBPort {
    guard let port = till.ports.first(where: { $0.path == path }) else {
      throw PosError(.noHardware, "the simulated till has no USB port \(path)")
    }
    return port
  }
}
