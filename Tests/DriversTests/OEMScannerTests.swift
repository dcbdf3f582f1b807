import Drivers
import PosModel
import PosTesting
import Testing

@Suite struct OEMScannerTests {
  typealias Bench = ScannerBench<OEMScanner>

  private func tokens(_ bench: Bench) -> [LinkToken] {
    bench.requests.compactMap { if case .control(let token, _) = $0 { token } else { nil } }
  }

  /// The scanner has taken the last command.
  private func taken(_ bench: inout Bench) {
    if let token = tokens(bench).last { bench.feed(.link(.controlled(token, .data([])))) }
  }

  /// Told to read, and reading.
  private func bench(_ settings: DriverSettings = DriverSettings()) throws -> Bench {
    var bench = try Bench(settings)
    #expect(bench.isReady)
    #expect(bench.requests.compactMap(\.bytes) == [ScannerVectors.oemEnable])
    taken(&bench)
    bench.receive(ScannerVectors.oemAliveEnabled)
    bench.requests = []
    return bench
  }

  @Test func `a hand-held and a table-top scanner say the same`() throws {
    for report in [ScannerVectors.oemHandHeldEAN13, ScannerVectors.oemTableTopEAN13] {
      var bench = try bench()
      bench.receive(report)
      // Padded to the length of the endpoint it is the same report.
      bench.receive(report + [UInt8](repeating: 0, count: 64 - report.count))
      let code = ScannedCode(raw: Array("4006381333931".utf8), aim: "]E0", symbology: "ean13")
      #expect(bench.codes == [code, code])
    }
  }

  @Test func `identifiers have one, three or four bytes`() throws {
    var bench = try bench()
    bench.receive(ScannerVectors.oemCode128)
    bench.receive(hex("0F 00 03 00 4142432D313233 00 18 0B 00"))
    bench.receive(hex("0F 00 03 00 4142432D313233 04 00 00 00"))
    bench.receive(hex("0D 00 03 00 3936333835303734 0C"))
    bench.receive(hex("11 00 03 00 303336303030323931343532 0D"))
    #expect(bench.scans == ["ABC-123", "ABC-123", "ABC-123", "96385074", "036000291452"])
    #expect(bench.codes.map(\.symbology) == ["code128", "code128", nil, "ean8", "upcA"])
  }

  @Test func `a supplement from a table-top scanner has digits too`() throws {
    var bench = try bench()
    bench.receive(hex("16 00 03 00 09070701020304050607000003 0005 00 13 0B"))
    #expect(bench.scans == ["977123456700305"])
    #expect(bench.codes.first?.symbology == "eanAddOn")
  }

  @Test func `a label in two reports is one scan`() throws {
    var bench = try bench()
    bench.receive(ScannerVectors.oemQR[0])
    #expect(bench.scans.isEmpty)
    bench.receive(ScannerVectors.oemQR[1])
    #expect(bench.scans == [String(repeating: "Q", count: 56) + "TAIL"])
    #expect(bench.codes.first?.symbology == "qr")
  }

  @Test func `a label whose rest does not come is lost`() throws {
    var bench = try bench()
    bench.receive(ScannerVectors.oemQR[0])
    bench.pass(.milliseconds(600))
    #expect(bench.losses == [.malformed])
    bench.receive(ScannerVectors.oemQR[0])
    bench.receive(ScannerVectors.oemCode128)
    #expect(bench.losses == [.malformed, .malformed])
    #expect(bench.scans == ["ABC-123"])
    bench.receive(ScannerVectors.oemQR[0])
    bench.feed(.link(.closed(.disconnected)))
    #expect(bench.losses.last == .unplugged)
  }

  @Test func `after a failed read the rest of a label is dropped, and told if it was not yet`() throws {
    var bench = try bench()
    bench.receive(ScannerVectors.oemQR[0])
    bench.feed(.link(.inputLost(.failedRead)))
    bench.feed(.link(.inputLost(.failedRead)))
    bench.receive(ScannerVectors.oemQR[1])
    #expect(bench.losses == [.overflow])
    bench.feed(.link(.inputLost(.failedRead)))
    #expect(bench.losses == [.overflow])
    bench.receive(ScannerVectors.oemQR[1])
    #expect(bench.losses == [.overflow, .overflow])
    bench.feed(.link(.inputLost(.failedRead)))
    bench.pass(.seconds(1))
    bench.receive(ScannerVectors.oemCode128)
    #expect(bench.scans == ["ABC-123"])
    #expect(bench.losses.count == 2)
  }

  @Test func `the command goes to the scanner's interface as an output report`() throws {
    let bench = try Bench()
    guard case .control(_, let request)? = bench.requests.first else {
      Issue.record("nothing was sent")
      return
    }
    #expect(request.requestType == 0x21 && request.request == 0x09 && request.value == 0x0200 && request.index == 1)
    let shared = try Bench(DriverSettings(link: .hidraw))
    guard case .send(_, let bytes, _)? = shared.requests.first else {
      Issue.record("hidraw has no control transfers")
      return
    }
    #expect(bytes == ScannerVectors.oemEnable)
  }

  @Test func `after each reset it is told to read`() throws {
    var bench = try bench()
    bench.receive(hex("04 00 01 00"))
    bench.pass(.milliseconds(50))
    #expect(bench.requests.compactMap(\.bytes) == [ScannerVectors.oemEnable])
    taken(&bench)
    // It is not ready yet and says so: not more than once a second.
    for _ in 0..<50 {
      bench.receive(hex("04 80 01 00"))
      bench.pass(.milliseconds(10))
    }
    #expect(bench.requests.count == 1)
    bench.pass(.seconds(2))
    #expect(bench.requests.count == 2)
    taken(&bench)
    bench.receive(ScannerVectors.oemAliveEnabled)
    bench.pass(.seconds(30))
    #expect(bench.requests.count == 2)
  }

  @Test func `a scanner that says nothing is told three times`() throws {
    var bench = try Bench()
    for _ in 0..<5 {
      taken(&bench)
      bench.pass(.seconds(10))
    }
    #expect(bench.requests.compactMap(\.bytes) == [[UInt8]](repeating: ScannerVectors.oemEnable, count: 3))
  }

  @Test func `while reading is off it is told so, and scans are dropped`() throws {
    var bench = try bench()
    let id = bench.command(.enableScanning(false))
    #expect(bench.requests.last?.bytes == ScannerVectors.oemDisable)
    taken(&bench)
    #expect(bench.replies[id] == [.success(.done)])
    bench.receive(ScannerVectors.oemHandHeldEAN13)
    #expect(bench.scans.isEmpty && bench.losses.isEmpty)
    bench.receive(hex("04 00 01 00"))
    bench.requests = []
    bench.pass(.seconds(10))
    #expect(bench.requests.isEmpty)
    bench.command(.enableScanning(true))
    taken(&bench)
    bench.receive(ScannerVectors.oemHandHeldEAN13)
    #expect(bench.scans.count == 1)
  }

  @Test func `a beep is an order to the scanner, and refused where it knows none`() throws {
    var bench = try bench()
    let good = bench.command(.beep(good: true))
    #expect(bench.requests.last?.bytes == hex("30 00 04 0000000000000000"))
    taken(&bench)
    // A scan in between is no answer.
    bench.receive(ScannerVectors.oemHandHeldEAN13)
    #expect(bench.replies[good] == nil)
    bench.receive(hex("04 00 03 08"))
    #expect(bench.replies[good] == [.success(.done)])
    for refusal in ["04 00 03 10", "04 00 03 20", "04 00 83 00"] {
      let bad = bench.command(.beep(good: false))
      bench.receive(hex(refusal))
      guard case .failure(let error)? = bench.replies[bad]?.first else {
        Issue.record("\(refusal) is a refusal")
        continue
      }
      #expect(error.code == .unsupported)
    }
    #expect(bench.scans.count == 1)
  }

  @Test(arguments: [
    (ScannerVectors.oemInformation, "0D 40 03 08 00 56312E30 03 303132"),
    (ScannerVectors.oemReportConfiguration, "0D 02 03 00 FF0011223344556677"),
  ])
  func `what direct I/O brings is data, not a scan`(command: [UInt8], answer: String) throws {
    var bench = try bench()
    let id = bench.command(.directIO(command))
    #expect(bench.requests.last?.bytes == command)
    taken(&bench)
    bench.receive(hex(answer))
    bench.pass(.milliseconds(300))
    #expect(bench.replies[id] == [.success(.data(Array(hex(answer).dropFirst(4).prefix(9))))])
    #expect(bench.scans.isEmpty)
  }

  @Test(arguments: [
    ScannerVectors.oemBeepOn, ScannerVectors.oemBeepOff, ScannerVectors.oemReset, ScannerVectors.oemSelfTest,
    ScannerVectors.oemHealth, ScannerVectors.oemStatistics, ScannerVectors.oemStatus,
  ])
  func `any command can be sent, and one without answer ends by itself`(command: [UInt8]) throws {
    var bench = try bench()
    let id = bench.command(.directIO(command))
    #expect(bench.requests.last?.bytes == command)
    taken(&bench)
    bench.pass(.seconds(3))
    #expect(bench.replies[id] == [.success(.data([]))])
  }

  @Test func `the external check asks for the status`() throws {
    var bench = try bench()
    let id = bench.command(.check(external: true))
    #expect(bench.requests.last?.bytes == ScannerVectors.oemStatus)
    bench.receive(ScannerVectors.oemAliveEnabled)
    guard case .success(.health)? = bench.replies[id]?.first else {
      Issue.record("no health")
      return
    }
  }

  @Test func `a hardware error is a fault until it is gone`() throws {
    var bench = try bench()
    bench.isReady = false
    bench.receive(hex("04 20 03 00"))
    bench.receive(hex("04 20 03 00"))
    #expect(bench.faults.count == 1)
    bench.receive(ScannerVectors.oemAliveEnabled)
    #expect(bench.isReady)
  }

  @Test(arguments: [
    "00", "03 00 03", "12 00 03 00 34", "05 00 03 00 0B", "06 00 03 00 18 0B", "07 00 03 00 000000", "05 00 03 00 41",
    "12 00 07 00 34303036333831333333393331 16",
  ])
  func `a report that does not fit together is lost`(report: String) throws {
    var bench = try bench()
    bench.receive(hex(report))
    #expect(bench.losses == [.malformed])
    #expect(bench.scans.isEmpty)
    bench.receive(ScannerVectors.oemCode128)
    #expect(bench.scans == ["ABC-123"])
  }
}
