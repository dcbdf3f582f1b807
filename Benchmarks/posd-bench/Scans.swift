import Drivers
import PosModel
import Simulator

/// One scanner's driver and model: what the model sends, a millisecond apart, and what the driver makes of it.
struct ScanRun {
  var driver: any Driver
  let model: ScannerModel
  private var now = Instant(nanoseconds: 1_000_000_000)
  private(set) var lost = 0
  private(set) var reports = 0

  init(_ driver: any Driver, _ model: ScannerModel, descriptor: [UInt8] = []) {
    self.driver = driver
    self.model = model
    _ = self.driver.handle(.link(.opened(LinkDescription(reportDescriptor: descriptor))), now: now)
    // A keyboard counts as open when it has been quiet.
    now = now + .seconds(1)
  }

  /// The codes that come of these packets.
  mutating func play(_ packets: [[UInt8]]) -> [[UInt8]] {
    var codes: [[UInt8]] = []
    for packet in packets {
      now = now + .milliseconds(1)
      reports += 1
      for action in driver.handle(.link(.received(packet)), now: now) {
        switch action {
        case .emit(.scan(let code)): codes.append(code.raw)
        case .emit(.scanLost): lost += 1
        default: break
        }
      }
    }
    return codes
  }
}

/// `count` scans in HID POS, keyboard and serial mode in turns: all must come, whole and in their order.
func scans(_ count: Int) throws {
  let runs = [
    (
      "hidpos",
      ScanRun(try HIDPOSScanner(DriverSettings()), ScannerModel(.hidPOS), descriptor: HIDDescriptors.posScanner)
    ),
    ("keyboard", ScanRun(try HIDKeyboardScanner(DriverSettings()), ScannerModel(.keyboard(.control)))),
    ("serial", ScanRun(try SerialScanner(DriverSettings(link: .serial)), ScannerModel(.serial))),
  ]
  var fields: [String] = []
  for (name, run) in runs {
    var run = run
    let codes = (0..<count / runs.count).map { number in
      // Every tenth is long, as a QR code is.
      Array((number % 10 == 9 ? String(repeating: "\(number) ", count: 60) : "4006381\(number)").utf8)
    }
    let packets = try codes.map { try run.model.packets(for: $0) }
    var found: [[UInt8]] = []
    found.reserveCapacity(codes.count)
    let time = measured(1) { for scan in packets { found += run.play(scan) } }
    let wrong = zip(codes, found).count { $0.0 != $0.1 } + abs(codes.count - found.count)
    fields.append(
      "\"\(name)\": {\"scans\": \(codes.count), \"wrong\": \(wrong), \"lost\": \(run.lost), \"reports\": \(run.reports), "
        + "\"us\": \(time)}")
  }
  print("{\(fields.joined(separator: ", "))}")
}
