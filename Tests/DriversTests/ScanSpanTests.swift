import Drivers
import PosModel
import PosTesting
import Testing

/// How long a scan took that came in several reports.
@Suite struct ScanSpanTests {
  /// A report 22 of SNAPI: total, index, length, type QR (1C 00), data.
  private static func snapi(_ index: UInt8, of total: UInt8, _ text: String) -> [UInt8] {
    [0x22, total, index, UInt8(text.utf8.count), 0x1C, 0x00] + Array(text.utf8)
  }

  @Test func `a SNAPI scan says how long its fragments took, and one in one report says nothing`() throws {
    var bench = try ScannerBench<SNAPIScanner>()
    bench.receive(Self.snapi(0, of: 3, "one"))
    bench.pass(.milliseconds(4))
    bench.receive(Self.snapi(1, of: 3, "two"))
    bench.pass(.milliseconds(5))
    bench.receive(Self.snapi(2, of: 3, "three"))
    bench.pass(.milliseconds(100))
    bench.receive(Self.snapi(0, of: 1, "alone"))
    #expect(bench.scans == ["onetwothree", "alone"])
    #expect(bench.codes.map(\.span) == [.milliseconds(9), nil])
  }

  @Test func `an OEM label in parts says how long it took, and a lost part is not counted in the next`() throws {
    var bench = try ScannerBench<OEMScanner>()
    // Length, status, label, then flags 10 (more follows) or 00, identifier 18 (Code 128), 0B.
    let begun = hex("0A 00 03 00 41 42 43 10 18 0B")
    let ended = hex("0A 00 03 00 44 45 46 00 18 0B")
    bench.receive(begun)
    bench.pass(.milliseconds(7))
    bench.receive(ended)
    bench.receive(begun)
    bench.pass(.seconds(1))
    bench.receive(begun)
    bench.pass(.milliseconds(3))
    bench.receive(ended)
    #expect(bench.scans == ["ABCDEF", "ABCDEF"])
    #expect(bench.losses == [.malformed])
    #expect(bench.codes.map(\.span) == [.milliseconds(7), .milliseconds(3)])
  }

  @Test func `a HID POS scan ends with its last report, not with the pause after it`() throws {
    var bench = try ScannerBench<HIDPOSScanner>(descriptor: ScannerVectors.hhpDescriptor)
    bench.receive(ScannerVectors.accessISFirst)
    bench.pass(.milliseconds(2))
    bench.receive(ScannerVectors.accessISSecond)
    // Full, with the bit stuck: complete after a pause.
    bench.receive(ScannerVectors.jieliFull)
    bench.pass(.milliseconds(3))
    bench.receive(ScannerVectors.jieliFull)
    bench.pass(.seconds(1))
    bench.receive(ScannerVectors.jieliFull)
    bench.pass(.seconds(1))
    #expect(bench.codes.map(\.span) == [.milliseconds(2), .milliseconds(3), nil])
  }
}
