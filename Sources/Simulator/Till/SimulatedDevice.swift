import PosModel
import Reactor

/// One device of the simulated till, on its cable.
@ReactorActor
package protocol SimulatedDevice: AnyObject {
  /// The role: `front`, `receipt`.
  nonisolated var name: String { get }
  var attachment: SimulatedAttachment { get }
  var isPlugged: Bool { get }
  /// What a scanner, a printer or a drawer with a cable of its own is in the middle of; the others are nil. Call
  /// `modelChanged` after each change.
  var scanner: ScannerModel? { get set }
  var printer: PrinterModel? { get set }
  var drawer: HIDDrawerModel? { get set }
  /// The faults that were ordered.
  var faults: Set<DeviceFault> { get }

  func plug()
  func unplug()
  /// Throws `illegal` for a fault that this device cannot have.
  func add(_ fault: DeviceFault) throws(PosError)
  /// Everything is well again, the cable included.
  func clearFaults()
  /// Moves what can move now: bytes that the model takes again, answers that it has.
  func modelChanged()
}

extension SimulatedDevice {
  package var deviceClass: DeviceClass {
    if printer != nil { return .posPrinter }
    return drawer == nil ? .scanner : .cashDrawer
  }
}

/// Where a simulated device is found.
package enum SimulatedAttachment: Hashable, Sendable {
  case usb(SimulatedUSBDevice, port: String)
  case tcp(host: String, port: Int)
}
