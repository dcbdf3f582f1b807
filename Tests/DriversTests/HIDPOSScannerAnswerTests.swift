import Drivers
import PosModel
import PosTesting
import Testing

/// Answers to commands in the maker's language: never scans, and whole for the one who asked.
@Suite struct HIDPOSScannerAnswerTests {
  typealias Bench = ScannerBench<HIDPOSScanner>

  /// A report of the HHP layout.
  private func line(_ text: String, aim: String = "]X0", id: UInt8 = 0x3F, continued: Bool = false) -> [UInt8] {
    var bytes = [0x02, UInt8(text.utf8.count)] + Array(aim.utf8) + Array(text.utf8)
    bytes += [UInt8](repeating: 0, count: 64 - bytes.count)
    bytes[61] = id
    bytes[63] = continued ? 1 : 0
    return bytes
  }

  /// A report of Newland's layout.
  private func newland(_ bytes: [UInt8], id: UInt8 = 0, continued: Bool = false) -> [UInt8] {
    var report = [0x02, UInt8(bytes.count)] + bytes + [UInt8](repeating: 0, count: 62 - bytes.count)
    report[62] = id
    report[63] = continued ? 1 : 0
    return report
  }

  private func ask(_ bench: inout Bench) throws -> (CommandID, LinkToken) {
    let id = bench.command(.directIO([0x16, 0x4D, 0x0D]))
    guard case .control(let token, _)? = bench.requests.last else { throw NoRequest() }
    return (id, token)
  }

  struct NoRequest: Error {}

  @Test func `an answer that overtakes the news of its command is not lost`() throws {
    var bench = try Bench(descriptor: ScannerVectors.hhpDescriptor)
    let (id, token) = try ask(&bench)
    bench.receive(line("A", continued: true))
    bench.receive(line("OK\u{06}.", aim: "]Z6", id: 0x36))
    #expect(bench.replies[id] == nil)
    bench.feed(.link(.controlled(token, .data([]))))
    #expect(bench.replies[id] == [.success(.data(Array("AOK\u{06}.".utf8)))])
  }

  @Test func `a long answer has a second after each of its reports`() throws {
    var bench = try Bench(descriptor: ScannerVectors.hhpDescriptor)
    let (id, token) = try ask(&bench)
    bench.feed(.link(.controlled(token, .data([]))))
    for _ in 0..<5 {
      bench.pass(.milliseconds(900))
      bench.receive(line("part", continued: true))
    }
    #expect(bench.replies[id] == nil)
    bench.pass(.milliseconds(1100))
    #expect(bench.replies[id] == [.success(.data(Array("partpartpartpartpart".utf8)))])
  }

  @Test func `the last line can have more than one report`() throws {
    var bench = try Bench(descriptor: ScannerVectors.hhpDescriptor)
    let (id, token) = try ask(&bench)
    bench.feed(.link(.controlled(token, .data([]))))
    bench.receive(line(String(repeating: "P", count: 56), aim: "]Z6", id: 0x36, continued: true))
    #expect(bench.replies[id] == nil)
    bench.receive(line("\u{06}.", aim: "]Z6", id: 0x36))
    #expect(bench.replies[id]?.count == 1)
    #expect(bench.scans.isEmpty)
  }

  @Test func `a code that is read while an answer is awaited is a scan`() throws {
    var bench = try Bench(descriptor: ScannerVectors.hhpDescriptor)
    let (id, token) = try ask(&bench)
    bench.feed(.link(.controlled(token, .data([]))))
    bench.receive(ScannerVectors.hhpEAN13)
    // China Post has the identifier of an answer, and a Code ID of its own.
    bench.receive(line("6901234", id: 0x51))
    bench.receive(line("OK\u{06}.", aim: "]Z6", id: 0x36))
    #expect(bench.scans == ["4006381333931", "6901234"])
    #expect(bench.replies[id] == [.success(.data(Array("OK\u{06}.".utf8)))])
  }

  @Test func `an answer without end is cut at 8 KiB`() throws {
    var bench = try Bench(descriptor: ScannerVectors.hhpDescriptor)
    let (id, token) = try ask(&bench)
    bench.feed(.link(.controlled(token, .data([]))))
    for _ in 0..<200 { bench.receive(line(String(repeating: "Q", count: 56), continued: true)) }
    guard case .success(.data(let bytes))? = bench.replies[id]?.first else {
      Issue.record("no answer")
      return
    }
    #expect((8_000...8192).contains(bytes.count))
    #expect(bench.scans.isEmpty)
    #expect(bench.losses.isEmpty)
  }

  @Test func `a refused command and a closed link end the question`() throws {
    var bench = try Bench(descriptor: ScannerVectors.hhpDescriptor)
    let (first, token) = try ask(&bench)
    bench.feed(.link(.controlled(token, .stalled)))
    #expect(bench.replies[first]?.count == 1)
    let (second, other) = try ask(&bench)
    bench.feed(.link(.controlled(other, .data([]))))
    bench.feed(.link(.closed(.disconnected)))
    #expect(bench.replies[second]?.count == 1)
    bench.pass(.seconds(3))
    #expect(bench.replies[second]?.count == 1)
  }

  // MARK: Newland

  private let acknowledged = hex("02 01 30 30 30 30 23") + Array("SCNTRG1".utf8) + hex("06 3B 03")

  @Test func `Newland's answers are no scans, asked for or not`() throws {
    var bench = try Bench(descriptor: ScannerVectors.newlandDescriptor)
    bench.receive(newland(acknowledged))
    #expect(bench.scans.isEmpty)
    let id = bench.command(.directIO(hex("7E 01 30 30 30 30 23") + Array("QRYSYS".utf8) + hex("3B 03")))
    guard case .control(let token, _)? = bench.requests.last else { return }
    bench.feed(.link(.controlled(token, .data([]))))
    bench.receive(newland(acknowledged))
    #expect(bench.replies[id] == [.success(.data(acknowledged))])
    bench.receive(newland(Array("42".utf8), id: 2))
    #expect(bench.codes == [ScannedCode(raw: Array("42".utf8), symbology: "code128")])
  }

  /// One report is marked as an answer; what follows is known by what came before.
  @Test(arguments: [true, false])
  func `the later reports of a long answer are none either`(isContinued: Bool) throws {
    var bench = try Bench(descriptor: ScannerVectors.newlandDescriptor)
    let id = bench.command(.directIO([1]))
    guard case .control(let token, _)? = bench.requests.last else { return }
    bench.feed(.link(.controlled(token, .data([]))))
    let long = hex("02 01 30 30 30 30 23") + [UInt8](repeating: 0x41, count: 120) + hex("06 3B 03")
    for start in stride(from: 0, to: long.count, by: 56) {
      let part = Array(long[start..<min(start + 56, long.count)])
      bench.receive(newland(part, continued: isContinued && start + 56 < long.count))
    }
    #expect(bench.replies[id] == [.success(.data(long))])
    bench.receive(newland(Array("42".utf8)))
    #expect(bench.scans == ["42"])
  }

  @Test func `Newland's own number tells the symbology, also in the last report of a scan`() throws {
    var bench = try Bench(descriptor: ScannerVectors.newlandDescriptor)
    bench.receive(newland([UInt8](repeating: 0x30, count: 56), continued: true))
    bench.receive(newland(Array("1".utf8), id: 3))
    bench.receive(newland(Array("4006381333931".utf8), id: 200))
    #expect(bench.codes.map(\.symbology) == ["gs1-128", nil])
  }
}
