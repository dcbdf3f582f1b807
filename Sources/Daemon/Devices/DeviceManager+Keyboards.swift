import Drivers
import PosModel
import Reactor
import Transports

extension DeviceManager {
  package var unownedKeyboards: [UnownedKeyboard] {
    present.flatMap { device in
      device.interfaces.filter { $0.hasKeys && !owns($0, of: device) }.flatMap { interface in
        interface.nodes.filter { $0.kind == .event }.map {
          UnownedKeyboard(device: device, interface: interface, path: $0.path)
        }
      }
    }
  }

  package func findKeyboardNodes(_ found: @escaping @Sendable @ReactorActor ([KeyboardNode]) -> Void) {
    transports.findKeyboards { [weak self] nodes in found(nodes.filter { self?.owns($0) == false }) }
  }

  package func listen(
    toKeysAt path: String, _ hear: @escaping @ReactorActor (KeyHearing) -> Void
  ) -> (any KeyListening)? {
    transports.listen(toKeysAt: path, hear)
  }

  private func owns(_ node: KeyboardNode) -> Bool {
    units.values.contains { unit in
      guard case .evdev(let path) = unit.plan.address else { return false }
      return path == node.path || node.links.contains(path)
    }
  }

  private func owns(_ interface: DiscoveredDevice.Interface, of device: DiscoveredDevice) -> Bool {
    units.values.contains { unit in
      guard unit.plan.plug == UnitPlan.Plug(device) else { return false }
      switch unit.plan.address {
      case .usb(_, let number): return number == interface.number
      case .evdev(let path), .hidraw(_, let path): return interface.nodes.contains { $0.path == path }
      default: return false
      }
    }
  }
}
