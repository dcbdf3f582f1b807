import Drivers
import PosModel
import PosTesting
import Testing

@Suite struct HIDPOSScannerTests {
  typealias Bench = ScannerBench<HIDPOSScanner>

  private func bench(
    _ settings: DriverSettings = DriverSettings(), _ descriptor: [UInt8] = ScannerVectors.hhpDescriptor
  )
    throws -> Bench
  {
    try Bench(settings, descriptor: descriptor)
  }

  private func code(_ text: String, _ aim: String?, _ symbology: String? = nil) -> ScannedCode {
    ScannedCode(raw: Array(text.utf8), aim: aim, symbology: symbology)
  }

  /// A report of the HHP layout.
  private func report(_ text: String, aim: String = "]Q1", vendor: UInt8 = 0x73, continued: Bool = false) -> [UInt8] {
    var bytes = [0x02, UInt8(text.utf8.count)] + Array(aim.utf8) + Array(text.utf8)
    bytes += [UInt8](repeating: 0, count: 64 - bytes.count)
    bytes[61] = vendor
    bytes[63] = continued ? 1 : 0
    return bytes
  }

  @Test func `one report is one scan, with its identifier`() throws {
    var bench = try bench()
    bench.receive(ScannerVectors.hhpEAN13)
    bench.receive(ScannerVectors.hhpGS1)
    #expect(
      bench.codes == [
        code("4006381333931", "]E0", "ean13"), code("011231231231233310ABC123\u{1D}21XYZ", "]C1", "gs1-128"),
      ])
  }

  @Test func `fragments are joined until the bit is clear`() throws {
    var bench = try bench()
    bench.receive(ScannerVectors.accessISFirst)
    #expect(bench.scans.isEmpty)
    bench.receive(ScannerVectors.accessISSecond)
    #expect(bench.scans == ["M1GATHERGOOD/MICHAEL YABCDEF LHRDURAK 3542 052Y003D23    100"])
    #expect(bench.codes.first?.aim == "]Q0")
  }

  @Test func `a full report that says continued ends after 300 ms`() throws {
    var bench = try bench()
    bench.receive(ScannerVectors.jieliFull)
    bench.pass(.milliseconds(290))
    #expect(bench.scans.isEmpty)
    bench.pass(.milliseconds(20))
    #expect(bench.scans == [String(repeating: "X", count: 56)])
  }

  @Test func `a continued report that is not full and has no successor is cut`() throws {
    var bench = try bench()
    bench.receive(report("half", continued: true))
    bench.pass(.milliseconds(400))
    #expect(bench.scans.isEmpty)
    #expect(bench.losses == [.malformed])
  }

  @Test func `unplugged between two fragments the scan is lost`() throws {
    var bench = try bench()
    bench.receive(ScannerVectors.accessISFirst)
    bench.feed(.link(.closed(.disconnected)))
    #expect(bench.losses == [.unplugged])
    #expect(bench.scans.isEmpty)
  }

  @Test func `lost reports lose the scan and the tail of it`() throws {
    var bench = try bench()
    bench.receive(ScannerVectors.accessISFirst)
    bench.feed(.link(.inputLost(.queueOverflow)))
    bench.receive(ScannerVectors.accessISSecond)
    #expect(bench.scans.isEmpty)
    #expect(bench.losses == [.overflow])
    bench.receive(ScannerVectors.hhpEAN13)
    #expect(bench.scans == ["4006381333931"])
  }

  @Test func `after a failed read nothing is joined with what came before`() throws {
    var bench = try bench()
    bench.receive(ScannerVectors.accessISFirst)
    bench.feed(.link(.inputLost(.failedRead)))
    #expect(bench.losses == [.overflow])
    bench.receive(report("of another", aim: "]Q0"))
    bench.receive(ScannerVectors.hhpEAN13)
    #expect(bench.scans == ["4006381333931"])
    #expect(bench.losses == [.overflow])
  }

  @Test func `a failed read between two scans is told only when it has cut something`() throws {
    var bench = try bench()
    // Before an unplug each read fails.
    for _ in 0..<4 { bench.feed(.link(.inputLost(.failedRead))) }
    bench.feed(.link(.closed(.disconnected)))
    #expect(bench.losses.isEmpty)
    bench = try self.bench()
    bench.feed(.link(.inputLost(.failedRead)))
    bench.pass(.milliseconds(400))
    bench.receive(ScannerVectors.hhpEAN13)
    #expect(bench.scans == ["4006381333931"] && bench.losses.isEmpty)
    // What comes at once may be the tail of a scan.
    bench.feed(.link(.inputLost(.failedRead)))
    bench.receive(ScannerVectors.accessISSecond)
    #expect(bench.scans.count == 1 && bench.losses == [.overflow])
    bench.receive(ScannerVectors.hhpEAN13)
    #expect(bench.scans.count == 2 && bench.losses == [.overflow])
  }

  @Test func `a tail that waited while the process did not run is no scan`() throws {
    var bench = try bench()
    bench.receive(ScannerVectors.accessISFirst)
    bench.feed(.link(.inputLost(.queueOverflow)))
    bench.timers = [:]
    bench.pass(.milliseconds(400))
    bench.receive(ScannerVectors.accessISSecond)
    #expect(bench.scans.isEmpty)
    bench.receive(ScannerVectors.hhpEAN13)
    #expect(bench.scans == ["4006381333931"])
  }

  @Test func `a continuation whose identifier is zero is one still`() throws {
    var bench = try bench()
    let full = String(repeating: "A", count: 56)
    bench.receive(report(full, continued: true))
    bench.receive(report("tail", aim: "\0\0\0", vendor: 0))
    bench.receive(report("half", continued: true))
    bench.receive(report("done", aim: "\0\0\0"))
    #expect(bench.codes == [code(full + "tail", "]Q1", "qr"), code("halfdone", "]Q1", "qr")])
    #expect(bench.losses.isEmpty)
    // With the id of another symbology it is another code.
    bench.receive(report(full, continued: true))
    bench.receive(report("4006381333931", aim: "\0\0\0", vendor: 0x64))
    #expect(bench.scans.suffix(2) == [full, "4006381333931"])
    // A code that has no identifier is not continued by one that has.
    bench.receive(report("half", aim: "\0\0\0", continued: true))
    bench.receive(report("other"))
    #expect(bench.scans.last == "other")
    #expect(bench.losses == [.malformed])
  }

  @Test func `a report that is short or says too much is malformed and so is the rest of its scan`() throws {
    var bench = try bench()
    bench.receive(Array(ScannerVectors.hhpEAN13.prefix(12)))
    var tooMuch = ScannerVectors.hhpEAN13
    tooMuch[1] = 57
    bench.receive(tooMuch)
    #expect(bench.losses == [.malformed, .malformed])
    bench.receive(ScannerVectors.accessISFirst)
    bench.receive(tooMuch)
    bench.receive(ScannerVectors.accessISSecond)
    #expect(bench.scans.isEmpty)
    #expect(bench.losses.count == 3)
    bench.receive(ScannerVectors.hhpEAN13)
    #expect(bench.scans.count == 1)
  }

  @Test func `over 8 KiB a scan is lost`() throws {
    var bench = try bench()
    let full = report(String(repeating: "A", count: 56), continued: true)
    for _ in 0..<200 { bench.receive(full) }
    #expect(bench.losses == [.tooLong])
    bench.pass(.milliseconds(400))
    bench.receive(ScannerVectors.hhpEAN13)
    #expect(bench.scans == ["4006381333931"])
  }

  @Test func `Newland sends no identifier`() throws {
    var bench = try bench(DriverSettings(), ScannerVectors.newlandDescriptor)
    bench.receive(ScannerVectors.newlandEAN13)
    #expect(bench.codes == [code("4006381333931", nil)])
    let inData = report("4006381333931", aim: "]E0")
    #expect(inData[2] == 0x5D)
    var asData = inData
    asData[1] += 3
    asData[63] = 0
    bench.receive(asData)
    #expect(bench.codes.last == code("]E04006381333931", nil))
    bench = try self.bench(DriverSettings(quirks: ["aim-in-data"]), ScannerVectors.newlandDescriptor)
    bench.receive(asData)
    #expect(bench.codes == [code("4006381333931", "]E0")])
  }

  @Test func `Datalogic's identifier stands one byte later`() throws {
    var bench = try bench()
    var bytes = hex("02 0D 00 5D 45 30") + Array("4006381333931".utf8)
    bytes += [UInt8](repeating: 0, count: 64 - bytes.count)
    bench.receive(bytes)
    #expect(bench.codes == [code("4006381333931", "]E0")])
  }

  @Test func `answers to commands are never scans`() throws {
    var bench = try bench()
    bench.receive(report("Product Name: X", aim: "]X0", vendor: 0x3F, continued: true))
    bench.receive(report("REVINF\u{06}.", aim: "]Z6", vendor: 0x36))
    bench.pass(.seconds(1))
    #expect(bench.scans.isEmpty)
    #expect(bench.losses.isEmpty)
    // China Post has the same identifier with another code id.
    bench.receive(report("1234", aim: "]X0", vendor: 0x51))
    #expect(bench.scans == ["1234"])
  }

  @Test func `opening redirects a composite keyboard's scans once, and a STALL does no harm`() throws {
    var bench = try bench()
    guard case .control(let token, let request)? = bench.requests.first else {
      Issue.record("no request")
      return
    }
    #expect(
      request
        == ControlRequest(
          requestType: 0x21, request: 0x09, value: 0x03FE, index: 1, data: [0xFE, 0x01], timeout: .seconds(2)))
    #expect(!bench.isReady)
    bench.feed(.link(.controlled(token, .stalled)))
    #expect(bench.isReady)
    #expect(bench.requests.count { $0.bytes == [0xFE, 0x01] } == 1)
    bench.receive(ScannerVectors.hhpEAN13)
    #expect(bench.scans.count == 1)
    #expect(bench.faults.isEmpty)
  }

  @Test func `disabling sets the prevent-read bit and drops what comes all the same`() throws {
    var bench = try bench(DriverSettings(link: .hidraw))
    bench.receive(ScannerVectors.accessISFirst)
    let id = bench.command(.enableScanning(false))
    guard case .send(let token, let bytes, _)? = bench.requests.last else {
      Issue.record("no report was sent")
      return
    }
    #expect(bytes == [0x04, 0x02])
    #expect(bench.replies[id] == nil)
    bench.feed(.link(.sent(token, transferred: 2, .complete)))
    #expect(bench.replies[id] == [.success(.done)])
    bench.receive(ScannerVectors.accessISSecond)
    bench.receive(ScannerVectors.hhpEAN13)
    #expect(bench.scans.isEmpty)
    bench.command(.enableScanning(true))
    bench.receive(ScannerVectors.hhpEAN13)
    #expect(bench.scans.count == 1)
  }

  @Test func `switching on that fails is told`() throws {
    var bench = try bench(DriverSettings(link: .hidraw))
    for wanted in [false, true] {
      let id = bench.command(.enableScanning(wanted))
      guard case .send(let token, _, _)? = bench.requests.last else { continue }
      bench.feed(.link(.sent(token, transferred: 0, .stalled)))
      let reply = try #require(bench.replies[id]?.first)
      #expect((reply == .success(.done)) == !wanted)
    }
  }

  @Test func `an external check beeps`() throws {
    var bench = try bench()
    let id = bench.command(.check(external: true))
    guard case .control(let token, let request)? = bench.requests.last else { return }
    #expect(request.data == [0x04, 0x40])
    #expect(request.value == 0x0204)
    bench.feed(.link(.controlled(token, .data([]))))
    #expect(bench.replies[id]?.count == 1)
  }

  @Test func `direct I/O goes out in the stream report and collects the answer up to its last line`() throws {
    var bench = try bench()
    let id = bench.command(.directIO(hex("16 4D 0D") + Array("REVINF.".utf8)))
    guard case .control(let token, let request)? = bench.requests.last else { return }
    #expect(request.data == hex("FD 0A 16 4D 0D 52 45 56 49 4E 46 2E") + [UInt8](repeating: 0, count: 52))
    let second = bench.command(.directIO([1]))
    guard case .failure(let busy)? = bench.replies[second]?.first else { return }
    #expect(busy.code == .busy)
    bench.feed(.link(.controlled(token, .data([]))))
    bench.receive(report("Boot ", aim: "]X0", vendor: 0x3F, continued: true))
    bench.receive(report("OK\u{06}.", aim: "]Z6", vendor: 0x36))
    #expect(bench.replies[id] == [.success(.data(Array("Boot OK\u{06}.".utf8)))])
    bench.pass(.seconds(2))
    #expect(bench.replies[id]?.count == 1)
  }

  @Test func `commands that wait are answered when the link closes`() throws {
    var bench = try bench()
    let beep = bench.command(.check(external: true))
    let io = bench.command(.directIO([1]))
    bench.feed(.link(.closed(.disconnected)))
    #expect(bench.replies[beep]?.count == 1)
    #expect(bench.replies[io]?.count == 1)
  }

  @Test func `an interface without scanned data is a fault`() throws {
    let bench = try bench(DriverSettings(), ScannerVectors.keyboardDescriptor)
    #expect(bench.faults.count == 1)
    #expect(!bench.isReady)
  }
}
