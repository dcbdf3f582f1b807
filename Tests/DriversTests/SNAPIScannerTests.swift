import Drivers
import PosModel
import PosTesting
import Testing

@Suite struct SNAPIScannerTests {
  typealias Bench = ScannerBench<SNAPIScanner>

  /// Takes the acknowledgement of the last fragment off the host's hands.
  private func confirm(_ bench: inout Bench) {
    guard case .send(let token, let bytes, _)? = bench.requests.last(where: { $0.bytes?.first == 0x01 }) else { return }
    bench.feed(.link(.sent(token, transferred: bytes.count, .complete)))
  }

  private func acknowledgements(_ bench: Bench) -> [[UInt8]] {
    bench.requests.compactMap(\.bytes).filter { $0.first == 0x01 }
  }

  /// The enabling at the start is done.
  private func bench(_ settings: DriverSettings = DriverSettings()) throws -> Bench {
    var bench = try Bench(settings)
    #expect(bench.isReady)
    #expect(bench.requests.compactMap(\.bytes) == [ScannerVectors.snapiEnable])
    bench.receive(hex("21 06 01 00"))
    bench.requests = []
    return bench
  }

  /// Fragments of up to 26 bytes.
  private func fragments(_ text: String, type: UInt8) -> [[UInt8]] {
    let data = Array(text.utf8)
    let total = (data.count + 25) / 26
    return (0..<total).map { index in
      let part = data.dropFirst(index * 26).prefix(26)
      return [0x22, UInt8(total), UInt8(index), UInt8(part.count), type, 0] + part
    }
  }

  @Test func `a scan of one fragment is acknowledged and says what it is`() throws {
    var bench = try bench()
    bench.receive(ScannerVectors.snapiEAN13)
    #expect(acknowledgements(bench) == [ScannerVectors.snapiAcknowledgement])
    #expect(bench.codes == [ScannedCode(raw: Array("4006381333931".utf8), aim: "]E0", symbology: "ean13")])
    #expect(bench.counts["scans"] == 1)
  }

  @Test func `fragments are joined, and each is acknowledged`() throws {
    var bench = try bench()
    for fragment in ScannerVectors.snapiQR {
      bench.receive(fragment)
      confirm(&bench)
    }
    #expect(acknowledgements(bench).count == 2)
    #expect(bench.codes == [ScannedCode(raw: Array("https://example.com/abcdefghi".utf8), symbology: "qr")])
  }

  @Test func `a code of more than 255 fragments comes in reports of its own`() throws {
    var bench = try bench()
    let text = String(repeating: "0123456789", count: 700)
    let data = Array(text.utf8)
    let total = (data.count + 23) / 24
    for index in 0..<total {
      let part = data.dropFirst(index * 24).prefix(24)
      bench.receive(
        [
          0x26, UInt8(total >> 8), UInt8(total & 0xFF), UInt8(index >> 8), UInt8(index & 0xFF), UInt8(part.count), 28,
          0,
        ]
          + part)
      confirm(&bench)
    }
    #expect(bench.scans == [text])
    #expect(acknowledgements(bench).allSatisfy { $0 == hex("01 26 01 00") })
  }

  @Test(
    arguments: [
      (72, "036000291452" + "12", "upcAAddOn"), (75, "9771234567003" + "05", "eanAddOn"),
      (139, "9780306406157" + "52495", "eanAddOn"), (74, "96385074" + "12", "ean8AddOn"),
    ] as [(UInt8, String, String)])
  func `a supplement is told by the symbology`(type: UInt8, text: String, symbology: String) throws {
    var bench = try bench()
    bench.receive([0x22, 1, 0, UInt8(text.utf8.count), type, 0] + text.utf8)
    #expect(bench.scans == [text])
    #expect(bench.codes.first?.symbology == symbology)
  }

  @Test func `a fragment whose acknowledgement did not arrive is not another scan`() throws {
    var bench = try bench()
    bench.receive(ScannerVectors.snapiEAN13)
    bench.receive(ScannerVectors.snapiEAN13)
    #expect(bench.scans == ["4006381333931"])
    #expect(acknowledgements(bench).count == 2)
    confirm(&bench)
    // The same article once more is another scan.
    bench.receive(ScannerVectors.snapiEAN13)
    #expect(bench.scans.count == 2)
  }

  @Test func `a repeated fragment in the middle is joined once`() throws {
    var bench = try bench()
    for fragment in [ScannerVectors.snapiQR[0], ScannerVectors.snapiQR[0], ScannerVectors.snapiQR[1]] {
      bench.receive(fragment)
      confirm(&bench)
    }
    #expect(bench.scans == ["https://example.com/abcdefghi"])
    #expect(bench.counts["repeated"] == 1)
  }

  @Test func `a fragment that is missing loses the scan, and the tail is no scan`() throws {
    var bench = try bench()
    let parts = fragments(String(repeating: "A", count: 100), type: 28)
    for part in [parts[0], parts[2], parts[3]] {
      bench.receive(part)
      confirm(&bench)
    }
    #expect(bench.scans.isEmpty)
    #expect(bench.losses == [.malformed])
    #expect(acknowledgements(bench).count == 3)
    bench.receive(ScannerVectors.snapiEAN13)
    #expect(bench.scans == ["4006381333931"])
  }

  @Test func `after a failed read a fragment begins a code, or is dropped`() throws {
    var bench = try bench()
    bench.feed(.link(.inputLost(.failedRead)))
    bench.receive(ScannerVectors.snapiEAN13)
    confirm(&bench)
    #expect(bench.scans == ["4006381333931"] && bench.losses.isEmpty)
    bench.feed(.link(.inputLost(.failedRead)))
    bench.receive(ScannerVectors.snapiQR[1])
    confirm(&bench)
    #expect(bench.losses == [.overflow])
    bench.receive(ScannerVectors.snapiQR[0])
    confirm(&bench)
    bench.feed(.link(.inputLost(.failedRead)))
    bench.receive(ScannerVectors.snapiQR[1])
    #expect(bench.scans.count == 1)
    #expect(bench.losses == [.overflow, .overflow])
  }

  @Test func `a tail without a beginning, and a beginning without an end, are lost`() throws {
    var bench = try bench()
    bench.receive(ScannerVectors.snapiQR[1])
    #expect(bench.losses == [.malformed])
    confirm(&bench)
    bench.receive(ScannerVectors.snapiQR[0])
    confirm(&bench)
    bench.receive(ScannerVectors.snapiEAN13)
    #expect(bench.losses == [.malformed, .malformed])
    #expect(bench.scans == ["4006381333931"])
    confirm(&bench)
    bench.receive(ScannerVectors.snapiQR[0])
    bench.pass(.seconds(3))
    #expect(bench.losses.count == 3)
    bench.receive(ScannerVectors.snapiQR[0])
    bench.feed(.link(.closed(.disconnected)))
    #expect(bench.losses.last == .unplugged)
  }

  @Test(arguments: [
    "22", "2201", "22 01 00 0D 0B 00 34", "22 00 00 01 0B 00 34", "22 01 01 01 0B 00 34", "26 00 01 00 00 FF 0B 00 34",
    "26 00 01 00 00 01 0B",
  ])
  func `a report that does not fit together is lost and acknowledged`(report: String) throws {
    var bench = try bench()
    bench.receive(hex(report))
    #expect(bench.losses == [.malformed])
    #expect(acknowledgements(bench).count == 1)
    bench.receive(ScannerVectors.snapiEAN13)
    #expect(bench.scans == ["4006381333931"])
  }

  @Test func `images, events, answers to nobody and empty reports do nothing`() throws {
    var bench = try bench()
    for report in ["", "24 03 00", "25 00 00", "21 04 01 00", "21", "2F 01 02 03", "30 00", "00"] {
      bench.receive(hex(report))
    }
    #expect(bench.requests.isEmpty && bench.codes.isEmpty && bench.losses.isEmpty)
  }

  @Test func `more than 8 KiB is lost up to the next code`() throws {
    var bench = try bench()
    for index in 0..<400 {
      let part = [UInt8](repeating: 0x41, count: 24)
      bench.receive([0x26, 1, 0x90, UInt8(index >> 8), UInt8(index & 0xFF), 24, 28, 0] + part)
      confirm(&bench)
    }
    #expect(bench.losses == [.tooLong])
    #expect(bench.scans.isEmpty)
    bench.receive(ScannerVectors.snapiEAN13)
    #expect(bench.scans == ["4006381333931"])
  }

  @Test func `commands go one after the other, each with its answer`() throws {
    var bench = try bench()
    let beep = bench.command(.beep(good: true))
    let trigger = bench.command(.trigger(true))
    let release = bench.command(.trigger(false))
    #expect(bench.requests.compactMap(\.bytes) == [ScannerVectors.snapiBeep])
    bench.receive(hex("21 04 01 00"))
    #expect(bench.replies[beep] == [.success(.done)])
    #expect(bench.requests.last?.bytes == ScannerVectors.snapiTriggerOn)
    bench.receive(hex("21 0A 03 00"))
    guard case .failure(let error)? = bench.replies[trigger]?.first else {
      Issue.record("the scanner does not know the trigger")
      return
    }
    #expect(error.code == .unsupported)
    #expect(bench.requests.last?.bytes == ScannerVectors.snapiTriggerOff)
    bench.pass(.seconds(3))
    guard case .failure(let late)? = bench.replies[release]?.first else {
      Issue.record("an answer that never comes is not waited for")
      return
    }
    #expect(late.code == .timeout)
  }

  @Test func `direct I/O gives the scanner's own answer`() throws {
    var bench = try bench()
    let id = bench.command(.directIO(ScannerVectors.snapiAimOn))
    bench.receive(hex("21 02 01 00"))
    #expect(bench.replies[id] == [.success(.data(hex("21 02 01 00")))])
    let long = bench.command(.directIO([UInt8](repeating: 1, count: 64)))
    #expect(bench.replies[long]?.count == 1)
  }

  @Test func `while reading is off, scans are acknowledged and dropped, the tail of one too`() throws {
    var bench = try bench()
    bench.receive(ScannerVectors.snapiQR[0])
    confirm(&bench)
    let id = bench.command(.enableScanning(false))
    #expect(bench.requests.last?.bytes == ScannerVectors.snapiDisable)
    bench.receive(hex("21 06 02 00"))
    #expect(bench.replies[id] == [.success(.done)])
    bench.receive(ScannerVectors.snapiQR[1])
    confirm(&bench)
    bench.receive(ScannerVectors.snapiEAN13)
    #expect(bench.scans.isEmpty && bench.losses.isEmpty)
    #expect(acknowledgements(bench).count == 3)
    bench.feed(.link(.closed(.disconnected)))
    bench.feed(.link(.opened(LinkDescription())))
    #expect(bench.requests.last?.bytes == ScannerVectors.snapiDisable)
  }

  @Test func `an acknowledgement that is not taken is tried again after the recovery`() throws {
    var bench = try bench()
    bench.receive(ScannerVectors.snapiEAN13)
    guard case .send(let token, _, _)? = bench.requests.last else { return }
    bench.feed(.link(.sent(token, transferred: 0, .stalled)))
    let count = acknowledgements(bench).count
    bench.feed(.link(.recovered))
    #expect(acknowledgements(bench).count == count + 1)
    confirm(&bench)
    #expect(bench.scans.count == 1)
  }

  @Test func `an acknowledgement that is called back is sent again`() throws {
    var bench = try bench()
    bench.receive(ScannerVectors.snapiEAN13)
    guard case .send(let token, _, _)? = bench.requests.last else { return }
    bench.feed(.link(.sent(token, transferred: 0, .cancelled)))
    #expect(acknowledgements(bench) == [ScannerVectors.snapiAcknowledgement, ScannerVectors.snapiAcknowledgement])
  }

  @Test func `what is asked of an unplugged scanner is answered at once`() throws {
    var bench = try bench()
    let open = bench.command(.beep(good: false))
    let waiting = bench.command(.trigger(true))
    bench.feed(.link(.closed(.disconnected)))
    let late = bench.command(.beep(good: true))
    for id in [open, waiting, late] {
      guard case .failure(let error)? = bench.replies[id]?.first else {
        Issue.record("not answered")
        continue
      }
      #expect(error.code == .offline)
      #expect(bench.replies[id]?.count == 1)
    }
  }
}
