import Drivers
import PosModel

/// A driver that does what the received bytes and commands say.
///
/// Bytes: `R` ready, `F` fault, `T` trouble, `H` healthy, `S` a scan. It is ready when the link opens.
struct ProbeDriver: Driver {
  static let name = "probe"
  static let classes: [DeviceClass] = [.scanner]
  static let defaultLink = LinkKind.usb

  init(_ settings: DriverSettings) throws(PosError) {
    if settings.quirks.contains("bad") { throw PosError(.illegal, "bad quirk") }
  }

  mutating func handle(_ input: DriverInput, now: Instant) -> [DriverAction] {
    switch input {
    case .link(.opened): [.ready, .capability("works", .flag(true))]
    case .link(.received(let bytes)): bytes.compactMap { action($0) }
    case .link(.closed): [.count("ends", 1)]
    case .command(let id, .enableScanning(true)): [.reply(id, .success(.done))]
    case .command(let id, .check): [.reply(id, .success(.health("well"))), .reply(id, .success(.done))]
    default: []
    }
  }

  private func action(_ byte: UInt8) -> DriverAction? {
    switch byte {
    case UInt8(ascii: "R"): .ready
    case UInt8(ascii: "F"): .fault(PosError(.failure, "broken"))
    case UInt8(ascii: "T"): .recover("trouble")
    case UInt8(ascii: "H"): .healthy
    case UInt8(ascii: "S"): .emit(.scan(ScannedCode(raw: [0x31])))
    default: nil
    }
  }
}

/// Two devices in one unit.
struct ProbePrinter: Driver {
  static let name = "probe-printer"
  static let classes: [DeviceClass] = [.posPrinter, .cashDrawer]
  static let defaultLink = LinkKind.usb

  init(_ settings: DriverSettings) throws(PosError) {}

  mutating func handle(_ input: DriverInput, now: Instant) -> [DriverAction] {
    switch input {
    case .link(.opened): [.ready, .capability("cut", .flag(true)), .capability("drawerSensor", .flag(true))]
    case .command(let id, .openDrawer): [.reply(id, .success(.drawer(open: true)))]
    default: []
    }
  }
}
