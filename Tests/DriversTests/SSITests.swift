import Drivers
import PosTesting
import Testing

/// What the suites about SSI share.
protocol SSITests {}

extension SSITests {
  typealias Bench = ScannerBench<SSIScanner>

  func sends(_ bench: Bench) -> [[UInt8]] { bench.requests.compactMap(\.bytes) }

  /// Awake, in packets, and reading.
  func bench(_ settings: DriverSettings = DriverSettings()) throws -> Bench {
    var bench = try Bench(settings)
    #expect(bench.isReady)
    bench.receive(ScannerVectors.ssiPacket(0xD0))
    bench.receive(ScannerVectors.ssiPacket(0xD0))
    #expect(sends(bench) == [[0x00], ScannerVectors.ssiPacketedData, ScannerVectors.ssiScanEnable])
    bench.requests = []
    return bench
  }

  func decoded(_ text: String, type: UInt8 = 0x1C, status: UInt8 = 0) -> [UInt8] {
    ScannerVectors.ssiPacket(0xF3, status: status, [type] + text.utf8)
  }
}
