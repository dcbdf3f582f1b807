import PosModel
import Reactor

/// A USB device of the simulated till on its port.
@ReactorActor
package final class SimulatedUSBPort: SimulatedDevice {
  package nonisolated let name: String
  package private(set) var usb: SimulatedUSBDevice
  package nonisolated let path: String
  package var scanner: ScannerModel?
  package var printer: PrinterModel?
  package var drawer: HIDDrawerModel?
  package private(set) var isPlugged = true
  /// Told at each plug and unplug.
  var moved: @ReactorActor () -> Void = {}

  private var number: Int
  /// The transports that have an interface open, by its number.
  private var holders: [Int: Holder] = [:]
  /// Of all but printers, whose models have their own.
  private var ownFaults: Set<DeviceFault> = []
  /// `slow`: packets that are still to be sent.
  private var pacedPackets: [[UInt8]] = []
  private var pace: ReactorTimer?

  private struct Holder {
    weak var transport: SimulatedTransport?
  }

  package nonisolated static let slowPacketInterval = Duration.milliseconds(20)
  /// No scanner remembers more codes than fit in here.
  private static let longestPace = 50_000

  package init(
    name: String, usb: SimulatedUSBDevice, path: String, number: Int, scanner: ScannerModel? = nil,
    printer: PrinterModel? = nil, drawer: HIDDrawerModel? = nil
  ) {
    self.name = name
    self.usb = usb
    self.path = path
    self.number = number
    self.scanner = scanner
    self.printer = printer
    self.drawer = drawer
  }

  package var attachment: SimulatedAttachment { .usb(usb, port: path) }

  /// nil while it is unplugged.
  var discovered: DiscoveredDevice? { isPlugged ? usb.discovered(port: path, number: number) : nil }

  package var faults: Set<DeviceFault> { (printer?.faults ?? ownFaults).union(isPlugged ? [] : [.unplug]) }

  package func plug() {
    guard !isPlugged else { return }
    isPlugged = true
    number += 1
    moved()
  }

  /// Another scanner at this cable, with the same serial number. Throws `illegal` where none hangs.
  package func plug(_ kind: ScannerKind) throws(PosError) {
    guard scanner != nil else {
      throw PosError(.illegal, "\(name) is not a scanner", remedy: "name a scanner, or no kind", device: name)
    }
    unplug()
    usb = kind.device(serial: usb.serial)
    scanner = kind.model
    plug()
  }

  package func unplug() {
    guard isPlugged else { return }
    isPlugged = false
    stopPace()
    printer?.clearHalt()
    printer?.forgetReplies()
    scanner?.losePower()
    let open = holders.values.compactMap(\.transport)
    holders = [:]
    for transport in open { transport.disconnect() }
    moved()
  }

  package func add(_ fault: DeviceFault) throws(PosError) {
    if printer == nil {
      let known: [DeviceFault] =
        drawer == nil ? [.unplug, .slow, .silent, .garbage, .powerLoss] : [.unplug, .silent, .garbage, .powerLoss]
      guard known.contains(fault) else {
        throw PosError(
          .illegal, "a \(drawer == nil ? "scanner" : "USB drawer") cannot have the fault \(fault.rawValue)",
          remedy: "order one of \(known.map(\.rawValue).joined(separator: ", "))", device: name)
      }
      if fault != .unplug { ownFaults.insert(fault) }
    } else if fault != .unplug {
      printer?.add(fault)
    }
    if fault == .unplug || fault == .powerLoss { unplug() }
    modelChanged()
  }

  package func clearFaults() {
    ownFaults = []
    printer?.clearFaults()
    plug()
    modelChanged()
  }

  package func modelChanged() {
    for holder in holders.values { holder.transport?.pump() }
  }

  /// Puts a code in front of the scanner. Throws as `ScannerModel.packets` does, and `offline` while it is unplugged.
  func scan(_ code: [UInt8], aim: String?) throws(PosError) {
    guard let scanner else { throw PosError(.illegal, "\(name) is not a scanner", device: name) }
    let packets = try scanner.packets(for: code, aim: aim)
    guard isPlugged else {
      throw PosError(.offline, "\(name) is unplugged", remedy: "plug it in: simulator.plug", device: name)
    }
    guard !ownFaults.contains(.silent) else { return }
    if scanner.converses, ownFaults.isEmpty, pacedPackets.isEmpty {
      try self.scanner?.show(code, aim: aim)
      modelChanged()
      return
    }
    if ownFaults.contains(.slow) || !pacedPackets.isEmpty {
      guard pacedPackets.count + packets.count <= Self.longestPace else {
        throw PosError(.busy, "\(name) is still sending", remedy: "wait, or clear its faults", device: name)
      }
      pacedPackets += packets
      sendPaced()
    } else {
      packets.forEach(send)
    }
  }

  // MARK: The transport's side

  /// False when another transport has the interface.
  func claim(_ transport: SimulatedTransport) -> Bool {
    let holder = holders[transport.interface]?.transport
    guard holder == nil || holder === transport else { return false }
    printer?.forgetReplies()
    holders[transport.interface] = Holder(transport: transport)
    return true
  }

  func release(_ transport: SimulatedTransport) {
    if holders[transport.interface]?.transport === transport { holders[transport.interface] = nil }
  }

  /// What the drawer makes of a report.
  func takeReport(_ report: [UInt8]) {
    guard !ownFaults.contains(.silent), let answer = drawer?.receive(report) else { return }
    send(answer)
  }

  // MARK: Packets

  private func send(_ packet: [UInt8]) {
    // Every third byte becomes its complement: enough for no report to make sense. Keys are still released, since no
    // keyboard ever recovers from one that stays down.
    let changed = drawer == nil ? 1 : 0
    let bytes =
      ownFaults.contains(.garbage) && packet.contains { $0 != 0 }
      ? packet.enumerated().map { $0.offset % 3 == changed ? ~$0.element : $0.element } : packet
    holders[scanner?.scanInterface ?? 0]?.transport?.receive(bytes)
  }

  private func sendPaced() {
    guard pace == nil, !pacedPackets.isEmpty else { return }
    send(pacedPackets.removeFirst())
    guard !pacedPackets.isEmpty else { return }
    pace = Reactor.shared.schedule(after: Self.slowPacketInterval) { [weak self] in
      self?.pace = nil
      self?.sendPaced()
    }
  }

  private func stopPace() {
    pace?.cancel()
    pace = nil
    pacedPackets = []
  }
}
