import Drivers
import PosModel
import PosTesting
import Testing

@Suite struct SSIScannerTests: SSITests {
  @Test func `a scan is acknowledged and says what it is`() throws {
    var bench = try bench()
    bench.receive(ScannerVectors.ssiEAN13)
    #expect(sends(bench) == [ScannerVectors.ssiAcknowledge])
    #expect(bench.codes == [ScannedCode(raw: Array("4006381333931".utf8), aim: "]E0", symbology: "ean13")])
  }

  @Test func `packets come out of any pieces, after zeros too`() {
    let long = String(repeating: "0123456789", count: 25)
    let stream =
      [0x00, 0x00] + ScannerVectors.ssiEAN13 + decoded(long, status: 0x02)
      + ScannerVectors.ssiPacket(0xF3, status: 0x02, Array(long.utf8)) + ScannerVectors.ssiPacket(0xF6, [0x01])
      + ScannerVectors.ssiPacket(0xF3, Array("end".utf8)) + [0x00] + ScannerVectors.ssiEAN13
      + ScannerVectors.ssiPacket(0xF3, status: 0x01, [0x0B] + Array("4006381333931".utf8))
    verifyDrip(
      stream, make: { try? Bench() },
      feed: { bench, part in
        let before = bench?.scans.count ?? 0
        bench?.receive(part)
        return Array(bench?.scans.dropFirst(before) ?? [])
      }, expect: ["4006381333931", long + long + "end", "4006381333931"])
  }

  @Test func `the type in each packet of a code is not data`() throws {
    var bench = try bench()
    bench.receive(decoded("abc", status: 0x02))
    bench.receive(decoded("def"))
    #expect(bench.scans == ["abcdef"])
    #expect(sends(bench).count == 2)
  }

  @Test func `a packet that is sent again is acknowledged and delivered once`() throws {
    var bench = try bench()
    bench.receive(ScannerVectors.ssiEAN13)
    bench.receive(decoded("4006381333931", type: 0x0B, status: 0x01))
    #expect(bench.scans.count == 1)
    #expect(sends(bench) == [ScannerVectors.ssiAcknowledge, ScannerVectors.ssiAcknowledge])
    // The same article once more is another scan.
    bench.receive(ScannerVectors.ssiEAN13)
    #expect(bench.scans.count == 2)
  }

  @Test func `a broken packet is asked for again and nothing is lost`() throws {
    var bench = try bench()
    for index in ScannerVectors.ssiEAN13.indices {
      var broken = ScannerVectors.ssiEAN13
      broken[index] ^= 0x10
      bench.receive(broken)
      bench.pass(.milliseconds(150))
      #expect(sends(bench).last == ScannerVectors.ssiResend)
      bench.receive(decoded("4006381333931", type: 0x0B, status: 0x01))
      #expect(bench.scans.count == index + 1)
      bench.pass(.seconds(10))
    }
    #expect(bench.losses.isEmpty)
  }

  @Test func `missing and superfluous bytes are asked for again`() throws {
    var bench = try bench()
    bench.receive(Array(ScannerVectors.ssiEAN13.dropFirst()))
    bench.pass(.milliseconds(150))
    bench.receive(decoded("first", status: 0x01))
    var shorter = ScannerVectors.ssiEAN13
    shorter.remove(at: 9)
    bench.receive(shorter)
    bench.pass(.milliseconds(150))
    bench.receive(decoded("second", status: 0x01))
    var longer = ScannerVectors.ssiEAN13
    longer.insert(0x55, at: 9)
    bench.receive(longer)
    bench.pass(.milliseconds(150))
    bench.receive(decoded("third", status: 0x01))
    #expect(sends(bench).filter { $0 == ScannerVectors.ssiResend }.count == 3)
    #expect(bench.scans == ["first", "second", "third"])
    #expect(bench.losses.isEmpty)
  }

  @Test func `the same code again, broken on its way, is not taken for a repetition`() throws {
    var bench = try bench()
    bench.receive(ScannerVectors.ssiEAN13)
    var broken = ScannerVectors.ssiEAN13
    broken[7] = 0x39
    bench.receive(broken)
    bench.pass(.milliseconds(150))
    bench.receive(decoded("4006381333931", type: 0x0B, status: 0x01))
    #expect(bench.scans.count == 2)
    // But a repetition that breaks is one still.
    broken = decoded("4006381333931", type: 0x0B, status: 0x01)
    broken[7] = 0x39
    bench.receive(broken)
    bench.pass(.milliseconds(150))
    bench.receive(decoded("4006381333931", type: 0x0B, status: 0x01))
    #expect(bench.scans.count == 2)
  }

  @Test func `what never comes again is lost; noise is not`() throws {
    var bench = try bench()
    bench.receive(Array(ScannerVectors.ssiEAN13.dropLast()))
    bench.pass(.seconds(10))
    #expect(bench.losses == [.malformed])
    bench.receive([0x55, 0xAA])
    bench.pass(.seconds(10))
    #expect(bench.losses == [.malformed])
    bench.receive(decoded("abc", status: 0x02))
    bench.pass(.seconds(10))
    #expect(bench.losses == [.malformed, .malformed])
    bench.receive(decoded("abc", status: 0x02))
    bench.feed(.link(.closed(.disconnected)))
    #expect(bench.losses.last == .unplugged)
    #expect(bench.scans.isEmpty)
  }

  @Test func `bytes that the transport lost are asked for again`() throws {
    var bench = try bench()
    bench.receive(Array(ScannerVectors.ssiEAN13.prefix(5)))
    bench.feed(.link(.inputLost(.queueOverflow)))
    bench.receive(Array(ScannerVectors.ssiEAN13.suffix(5)))
    bench.pass(.milliseconds(150))
    bench.receive(decoded("4006381333931", type: 0x0B, status: 0x01))
    #expect(bench.scans == ["4006381333931"])
    #expect(bench.losses.isEmpty)
  }

  @Test func `a code that the scanner gave up is not continued by the next one`() throws {
    var bench = try bench()
    bench.receive(decoded("first half ", status: 0x02))
    bench.receive([0x08, 0xF3, 0x00, 0x00, 0x41, 0x42, 0x43])
    bench.pass(.milliseconds(150))
    bench.receive(decoded("another code"))
    #expect(bench.scans.isEmpty)
    #expect(bench.losses == [.malformed])
    bench.receive(decoded("and one more"))
    #expect(bench.scans == ["and one more"])
  }

  @Test func `the rest of a code that was given up is no scan when it comes late`() throws {
    var bench = try bench()
    bench.receive(decoded("first ", status: 0x02))
    bench.pass(.seconds(5))
    #expect(bench.losses == [.malformed])
    bench.receive(decoded("second ", status: 0x03))
    bench.receive(decoded("third"))
    #expect(bench.scans.isEmpty)
    bench.receive(decoded("another"))
    #expect(bench.scans == ["another"])
  }

  @Test func `after a broken answer, a scan that is sent again is no other`() throws {
    var bench = try bench()
    bench.receive(ScannerVectors.ssiEAN13)
    bench.command(.beep(good: true))
    var broken = ScannerVectors.ssiPacket(0xD0)
    broken[5] ^= 0x10
    bench.receive(broken)
    bench.pass(.milliseconds(150))
    bench.receive(decoded("4006381333931", type: 0x0B, status: 0x01))
    #expect(bench.scans.count == 1)
    // Nor is a code given up whose packets come between.
    bench.receive(decoded("one ", status: 0x02))
    bench.receive(broken)
    bench.pass(.milliseconds(150))
    bench.receive(ScannerVectors.ssiPacket(0xD0))
    bench.receive(decoded("two"))
    #expect(bench.scans.last == "one two")
    #expect(bench.losses.isEmpty)
  }

  @Test func `any bytes are scans of a bounded length, losses, or nothing, and a good scan follows`() throws {
    var bench = try bench()
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func next() -> UInt8 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state >> 32)
    }
    for _ in 0..<3000 {
      switch next() % 8 {
      case 0: bench.pass(.milliseconds(Int(next())))
      case 1: bench.feed(.link(.inputLost(.queueOverflow)))
      case 2: bench.receive(decoded(String(repeating: "A", count: Int(next() % 250)), status: next() % 4))
      case 3: bench.receive(ScannerVectors.ssiPacket([0xD0, 0xD1, 0xF6][Int(next() % 3)], [next() % 4]))
      case 4: bench.receive((0..<Int(next())).map { _ in next() })
      default: bench.receive((0..<Int(next())).map { _ in next() % 0x20 == 0 ? 0x0D : 0x20 + next() % 0x5F })
      }
    }
    #expect(bench.codes.allSatisfy { (1...8192).contains($0.raw.count) })
    bench.pass(.seconds(30))
    bench.receive(ScannerVectors.ssiEAN13)
    #expect(bench.scans.last == "4006381333931")
  }

  @Test func `more than 8 KiB is lost up to its end`() throws {
    var bench = try bench()
    let part = String(repeating: "A", count: 250)
    for _ in 0..<40 { bench.receive(decoded(part, status: 0x02)) }
    bench.receive(decoded(part))
    #expect(bench.losses == [.tooLong])
    bench.receive(decoded("B"))
    #expect(bench.scans == ["B"])
  }

  @Test func `commands go one after the other`() throws {
    var bench = try bench()
    let beep = bench.command(.beep(good: true))
    let pull = bench.command(.trigger(true))
    #expect(sends(bench) == [ScannerVectors.ssiBeep])
    bench.receive(ScannerVectors.ssiPacket(0xD0))
    #expect(bench.replies[beep] == [.success(.done)])
    #expect(sends(bench).last == ScannerVectors.ssiStartSession)
    bench.receive(ScannerVectors.ssiPacket(0xD1, [0x06]))
    guard case .failure(let error)? = bench.replies[pull]?.first else {
      Issue.record("the scanner denies the trigger")
      return
    }
    #expect(error.code == .unsupported)
    let release = bench.command(.trigger(false))
    #expect(sends(bench).last == ScannerVectors.ssiStopSession)
    bench.receive(ScannerVectors.ssiPacket(0xD0))
    #expect(bench.replies[release] == [.success(.done)])
    let off = bench.command(.enableScanning(false))
    #expect(sends(bench).last == ScannerVectors.ssiScanDisable)
    bench.receive(ScannerVectors.ssiPacket(0xD0))
    #expect(bench.replies[off] == [.success(.done)])
    bench.receive(ScannerVectors.ssiEAN13)
    #expect(bench.scans.isEmpty && bench.losses.isEmpty)
  }

  @Test func `refused, switching off has been done here, and switching on has not`() throws {
    var bench = try bench()
    let off = bench.command(.enableScanning(false))
    bench.receive(ScannerVectors.ssiPacket(0xD1, [0x06]))
    #expect(bench.replies[off] == [.success(.done)])
    let on = bench.command(.enableScanning(true))
    bench.receive(ScannerVectors.ssiPacket(0xD1, [0x06]))
    #expect(throws: PosError.self) { try bench.replies[on]?.first?.get() }
  }

  @Test func `a command is sent three times, and the scanner woken before`() throws {
    var bench = try bench()
    bench.pass(.seconds(5))
    let id = bench.command(.beep(good: true))
    #expect(sends(bench) == [[0x00]])
    bench.pass(.milliseconds(60))
    #expect(sends(bench) == [[0x00], ScannerVectors.ssiBeep])
    bench.pass(.milliseconds(2100))
    let again = hex("05 E6 04 01 00 FF10")
    #expect(sends(bench).suffix(2) == [[0x00], again])
    // NAK "resend" does the same without the wait.
    bench.receive(ScannerVectors.ssiPacket(0xD1, [0x01]))
    bench.pass(.milliseconds(60))
    #expect(sends(bench).suffix(2) == [[0x00], again])
    #expect(bench.replies[id] == nil)
    bench.pass(.seconds(5))
    guard case .failure(let error)? = bench.replies[id]?.first else {
      Issue.record("the third is the last")
      return
    }
    #expect(error.code == .timeout)
    #expect(sends(bench).filter { $0.count > 1 }.count == 3)
  }

  @Test func `direct I/O is an opcode with data, and gives the reply`() throws {
    var bench = try bench()
    let id = bench.command(.directIO([0xA3]))
    #expect(sends(bench) == [ScannerVectors.ssiRequestRevision])
    bench.receive(ScannerVectors.ssiPacket(0xA4, Array("PAAFGS00".utf8)))
    #expect(bench.replies[id] == [.success(.data([0xA4] + Array("PAAFGS00".utf8)))])
    #expect(sends(bench).last == ScannerVectors.ssiAcknowledge)
    let empty = bench.command(.directIO([]))
    #expect(bench.replies[empty]?.count == 1)
    #expect(bench.scans.isEmpty)
  }

  @Test func `an echo of our own packets and events are no scans`() throws {
    var bench = try bench()
    bench.receive(hex("05 F3 04 00 41 FEC3"))
    bench.receive(ScannerVectors.ssiPacket(0xF6, [0x01]))
    bench.receive(ScannerVectors.ssiPacket(0xB1, [UInt8](repeating: 0xFF, count: 200)))
    #expect(bench.scans.isEmpty && bench.losses.isEmpty)
    #expect(sends(bench) == [ScannerVectors.ssiAcknowledge, ScannerVectors.ssiAcknowledge])
  }

  @Test func `what is asked of an unplugged scanner is answered at once`() throws {
    var bench = try bench()
    let open = bench.command(.beep(good: false))
    let waiting = bench.command(.trigger(true))
    bench.feed(.link(.closed(.disconnected)))
    for id in [open, waiting, bench.command(.beep(good: true))] { #expect(bench.replies[id]?.count == 1) }
  }
}
