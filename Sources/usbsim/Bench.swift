import EscPos
import Glibc
import PosModel
import Simulator

/// The counter with all devices on it, and the commands that move them.
final class Bench {
  private final class Place {
    let kind: DeviceKind
    let device: BusDevice
    var port: VirtualPort?

    init(kind: DeviceKind, device: BusDevice) {
      self.kind = kind
      self.device = device
    }
  }

  private let loop: EventLoop
  /// Also the unplugged ones, until their name is plugged again.
  private var places: [String: Place] = [:]

  init(loop: EventLoop) {
    self.loop = loop
  }

  /// Carries out one command and gives the words after `ok`.
  func perform(_ command: Command) throws(SimulatorError) -> String {
    switch command.verb {
    case "plug": return try plug(command)
    case "replug": return try replug(command)
    case "unplug": try place(command).port?.close()
    case "scan": return try scan(command)
    case "report": try report(command)
    case "halt": try place(command).device.halt(endpoint: UInt8(command.hexadecimal("endpoint") ?? 0x81))
    case "fault": try fault(command)
    case "drawer": try drawer(command)
    case "received": return try write(printerFunction(command).model.paper.bytes, command)
    case "paper": return try write(Array(printerFunction(command).model.paper.text.utf8), command)
    case "pictures": return try write(printerFunction(command).model.paper.roll.pictures.portableBitmap, command)
    case "stats": return try statistics(command)
    case "quit": loop.stop()
    default: throw SimulatorError("no command \(command.verb)")
    }
    return ""
  }

  private func place(_ command: Command) throws(SimulatorError) -> Place {
    guard let name = command.words.first, let place = places[name] else { throw SimulatorError("no such device") }
    return place
  }

  private func printerFunction(_ command: Command) throws(SimulatorError) -> PrinterFunction {
    guard let function = try place(command).device.function as? PrinterFunction else {
      throw SimulatorError("not a printer")
    }
    return function
  }

  /// `plug NAME KIND port=N …`: the answer `busy` means that the port's last device is still being taken apart.
  private func plug(_ command: Command) throws(SimulatorError) -> String {
    guard command.words.count == 2, let kind = DeviceKind(rawValue: command.words[1]) else {
      throw SimulatorError("plug NAME \(DeviceKind.allCases.map(\.rawValue).joined(separator: "|"))")
    }
    guard places[command.words[0]]?.port == nil else { throw SimulatorError("plugged already") }
    return try connect(Place(kind: kind, device: try kind.makeDevice(command, loop: loop)), command)
  }

  /// `replug NAME port=N`: the cable goes back into a device that has kept its power and its memory.
  private func replug(_ command: Command) throws(SimulatorError) -> String {
    let old = try place(command)
    guard old.port == nil else { throw SimulatorError("plugged already") }
    let device = BusDevice(descriptors: old.device.descriptors, function: old.device.function)
    return try connect(Place(kind: old.kind, device: device), command)
  }

  private func connect(_ place: Place, _ command: Command) throws(SimulatorError) -> String {
    let number = try command.number("port") ?? 0
    let port = try VirtualPort(place.device, port: number, loop: loop)
    port.onClose = { [weak place] in
      place?.port = nil
      place?.device.function.unplugged()
    }
    place.port = port
    places[command.words[0]] = place
    return "port=\(number)"
  }

  /// `scan NAME text=… [aim=…] [end=enter|tab|crlf|none] [gap=MS] [cut=N] [unplug=1]`: `cut` stops after N packets,
  /// `unplug` then pulls the plug.
  private func scan(_ command: Command) throws(SimulatorError) -> String {
    let place = try place(command)
    guard let function = place.device.function as? ScannerFunction else { throw SimulatorError("not a scanner") }
    if let word = command["end"] {
      guard let terminator = ScannerModel.Terminator(rawValue: word) else {
        throw SimulatorError("no terminator \(word)")
      }
      function.model.terminator = terminator
    }
    var packets: ArraySlice<[UInt8]>
    do throws(PosError) {
      packets = try function.model.packets(for: command.bytes("text") ?? [], aim: command["aim"])[...]
    } catch {
      throw SimulatorError(error.message)
    }
    if function.model.converses, command["cut"] == nil, command["gap"] == nil {
      do throws(PosError) {
        try function.show(command.bytes("text") ?? [], aim: command["aim"])
      } catch {
        throw SimulatorError(error.message)
      }
      return "packets=\(packets.count)"
    }
    if let cut = try command.number("cut") { packets = packets.prefix(cut) }
    let gap = try command.number("gap") ?? 0
    let pullsPlug = command["unplug"] != nil
    send(packets, of: place, endpoint: function.scanEndpoint, gap: gap) { [weak place] in
      if pullsPlug { place?.port?.close() }
    }
    return "packets=\(packets.count)"
  }

  private func send(
    _ packets: ArraySlice<[UInt8]>, of place: Place, endpoint: UInt8, gap: Int, then finish: @escaping () -> Void
  ) {
    if gap == 0 { packets.forEach { place.device.send($0, endpoint: endpoint) } }
    guard gap > 0, let packet = packets.first else { return whenFetched(of: place, finish) }
    place.device.send(packet, endpoint: endpoint)
    loop.after(milliseconds: gap) { [weak self, weak place] in
      guard let self, let place else { return }
      self.send(packets.dropFirst(), of: place, endpoint: endpoint, gap: gap, then: finish)
    }
  }

  /// Waits until the host has fetched all packets.
  private func whenFetched(of place: Place, _ finish: @escaping () -> Void) {
    guard place.device.unsent > 0, place.port != nil else { return finish() }
    loop.after(milliseconds: 2) { [weak self, weak place] in
      guard let self, let place else { return }
      self.whenFetched(of: place, finish)
    }
  }

  /// `report NAME data=%XX… [endpoint=HEX]`: raw bytes on an IN endpoint.
  private func report(_ command: Command) throws(SimulatorError) {
    let endpoint = UInt8(truncatingIfNeeded: try command.hexadecimal("endpoint") ?? 0x81)
    try place(command).device.send(command.bytes("data") ?? [], endpoint: endpoint)
  }

  /// `fault NAME none|nak|stall|unplug [after=BYTES]` on the bus, `fault NAME paperEnd|coverOpen|silent|…` in the printer.
  private func fault(_ command: Command) throws(SimulatorError) {
    let function = try printerFunction(command)
    let bytes = try command.number("after") ?? 0
    let word = command.words.dropFirst().first ?? ""
    switch word {
    case "none":
      function.setFault(nil)
      function.change { $0.clearFaults() }
    case "nak": function.setFault(.nak, after: bytes)
    case "stall": function.setFault(.stall, after: bytes)
    case "unplug": function.setFault(.unplug, after: bytes)
    default:
      guard let fault = DeviceFault(rawValue: word) else { throw SimulatorError("no fault \(word)") }
      function.change { $0.add(fault) }
    }
  }

  /// `drawer NAME open|closed [pin=5]`: somebody moves the drawer by hand.
  private func drawer(_ command: Command) throws(SimulatorError) {
    let isOpen = command.words.last == "open"
    if let function = try place(command).device.function as? DrawerFunction {
      function.model.isOpen = isOpen
      return
    }
    let pin = try command.number("pin")
    try printerFunction(command).change { $0.setDrawer(open: isOpen, pin: pin) }
  }

  /// `received NAME file=PATH`: what a printer has printed, without the real-time commands; `paper`: what can be read on
  /// it; `pictures`: its pictures where they are on the paper, as a portable bitmap.
  private func write(_ bytes: [UInt8], _ command: Command) throws(SimulatorError) -> String {
    guard let path = command["file"] else { return "bytes=\(bytes.count)" }
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw SimulatorError("cannot write \(path)") }
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      guard written > 0 else { throw SimulatorError("cannot write \(path)") }
      rest = rest.dropFirst(written)
    }
    return "bytes=\(bytes.count)"
  }

  private func statistics(_ command: Command) throws(SimulatorError) -> String {
    let place = try place(command)
    var figures = place.device.counters
    figures["plugged"] = place.port == nil ? 0 : 1
    figures["unsent"] = place.device.unsent
    switch place.device.function {
    case let printer as PrinterFunction:
      figures["taken"] = printer.model.taken
      let paper = printer.model.paper
      figures["cuts"] = paper.cuts
      figures["unknown"] = paper.unknown.count
      figures["waiting"] = printer.model.waiting
      figures["softResets"] = printer.model.softResets
      figures["kicks"] = printer.model.drawer?.kicks ?? 0
      figures["secondKicks"] = printer.model.secondDrawer?.kicks ?? 0
    case let drawer as DrawerFunction:
      figures["kicks"] = drawer.model.kicks
      figures["bootloader"] = drawer.model.isInBootloader ? 1 : 0
      figures["unknown"] = drawer.model.unknown
    case let scanner as ScannerFunction:
      figures["controlLines"] = Int(scanner.controlLines)
      figures["orders"] = scanner.orders
      figures["goodBeeps"] = scanner.model.goodBeeps
      figures["errorBeeps"] = scanner.model.errorBeeps
      figures["triggers"] = scanner.model.triggers
    default: break
    }
    return figures.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }
}
