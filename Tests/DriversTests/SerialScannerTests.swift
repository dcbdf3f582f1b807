import Drivers
import PosModel
import PosTesting
import Testing

@Suite struct SerialScannerTests {
  typealias Bench = ScannerBench<SerialScanner>

  @Test func `any terminator ends a scan and CRLF ends one, in any pieces`() {
    verifyDrip(
      Array("111\r222\n333\r\n444\t\u{02}5\r5\u{03}\r\n".utf8), make: { try? Bench() },
      feed: { bench, part in
        let before = bench?.scans.count ?? 0
        bench?.receive(part)
        return Array(bench?.scans.dropFirst(before) ?? [])
      }, expect: ["111", "222", "333", "444", "5\r5"])
  }

  @Test func `a pause ends a scan: 100 ms, CDC 50 ms`() throws {
    var bench = try Bench()
    bench.receive("12")
    bench.pass(.milliseconds(60))
    bench.receive("34")
    bench.pass(.milliseconds(110))
    #expect(bench.scans == ["1234"])
    bench = try Bench(DriverSettings(quirks: ["cdc"]))
    bench.receive("12")
    bench.pass(.milliseconds(60))
    #expect(bench.scans == ["12"])
  }

  @Test func `a pause ends a scan after a cable was out in the middle of one, too`() throws {
    var bench = try Bench()
    bench.receive("1")
    bench.feed(.link(.closed(.disconnected)))
    bench.feed(.link(.opened(LinkDescription())))
    bench.receive("23")
    bench.pass(.milliseconds(110))
    #expect(bench.scans == ["23"])
  }

  @Test func `the identifier is taken off the front`() throws {
    var bench = try Bench()
    bench.receive("]C1011231231231233310ABC\r")
    #expect(bench.codes == [ScannedCode(raw: Array("011231231231233310ABC".utf8), aim: "]C1")])
    bench = try Bench(DriverSettings(quirks: ["no-aim"]))
    bench.receive("]C101\r")
    #expect(bench.codes == [ScannedCode(raw: Array("]C101".utf8))])
  }

  @Test func `STX without ETX is cut`() throws {
    var bench = try Bench()
    bench.receive("\u{02}4006")
    bench.pass(.milliseconds(200))
    #expect(bench.scans.isEmpty)
    #expect(bench.losses == [.malformed])
    bench.receive("1\r")
    #expect(bench.scans == ["1"])
  }

  @Test func `unplugged in the middle the scan is lost, after the pause it was complete`() throws {
    var bench = try Bench()
    bench.receive("4006")
    bench.feed(.link(.closed(.disconnected)))
    #expect(bench.losses == [.unplugged])
    bench = try Bench()
    bench.receive("4006")
    bench.timers = [:]
    bench.pass(.milliseconds(150))
    bench.feed(.link(.closed(.disconnected)))
    #expect(bench.scans == ["4006"])
    #expect(bench.losses.isEmpty)
  }

  @Test func `lost bytes lose the scan up to its end`() throws {
    var bench = try Bench()
    bench.receive("40")
    bench.feed(.link(.inputLost(.queueOverflow)))
    bench.receive("931\r777\r")
    #expect(bench.scans == ["777"])
    #expect(bench.losses == [.overflow])
  }

  @Test func `more than 8 KiB without an end is lost`() throws {
    var bench = try Bench()
    bench.receive([UInt8](repeating: 0x41, count: 20_000))
    #expect(bench.losses == [.tooLong])
    bench.receive("\r1\r")
    #expect(bench.scans == ["1"])
  }

  @Test func `what comes while disabled is dropped, also its tail`() throws {
    var bench = try Bench()
    bench.receive("12")
    bench.command(.enableScanning(false))
    bench.receive("34\r5")
    bench.command(.enableScanning(true))
    bench.receive("6\r78\r")
    #expect(bench.scans == ["78"])
    #expect(bench.losses.isEmpty)
  }

  @Test func `direct I/O is answered once, whatever becomes of it`() throws {
    var bench = try Bench()
    let first = bench.command(.directIO(hex("16 54 0D")))
    guard case .send(let token, let bytes, _)? = bench.requests.last else { return }
    #expect(bytes == hex("16 54 0D"))
    bench.feed(.link(.sent(token, transferred: 3, .complete)))
    #expect(bench.replies[first] == [.success(.data([]))])
    let second = bench.command(.directIO([1]))
    bench.feed(.link(.closed(.disconnected)))
    #expect(bench.replies[second]?.count == 1)
  }
}
