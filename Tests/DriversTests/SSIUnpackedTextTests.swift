import Drivers
import PosModel
import PosTesting
import Testing

/// Scanners that have forgotten that they were told to send packets.
@Suite struct SSIUnpackedTextTests: SSITests {
  /// What it was told since, each order acknowledged.
  private func orders(_ bench: inout Bench) -> [[UInt8]] {
    var all: [[UInt8]] = []
    while let order = sends(bench).last, order.count > 1, order != all.last {
      all.append(order)
      bench.receive(ScannerVectors.ssiPacket(0xD0))
    }
    return all
  }

  private static let setUp = [ScannerVectors.ssiPacketedData, ScannerVectors.ssiScanEnable]

  @Test func `a scanner that gets its power late is set up by its first scan, and that is not lost`() throws {
    var bench = try Bench()
    bench.pass(.seconds(60))
    bench.requests = []
    bench.receive("4006381333931\r\n")
    bench.pass(.milliseconds(200))
    #expect(bench.scans == ["4006381333931"])
    #expect(orders(&bench) == Self.setUp)
    #expect(!sends(bench).contains(ScannerVectors.ssiResend))
    bench.receive(ScannerVectors.ssiEAN13)
    #expect(bench.scans.count == 2)
    #expect(bench.losses.isEmpty)
  }

  @Test(arguments: ["A1\r", "A\r", "7\r\n"])
  func `a code that is shorter than any packet is delivered, too`(text: String) throws {
    var bench = try bench()
    bench.receive(text)
    bench.pass(.milliseconds(200))
    #expect(bench.scans == [text.filter { !$0.isNewline }])
    #expect(bench.losses.isEmpty)
    #expect(orders(&bench) == Self.setUp)
    // An end alone is nothing.
    bench.receive("\r\n")
    bench.pass(.milliseconds(200))
    #expect(bench.scans.count == 1)
  }

  @Test func `scans without packets are delivered in any pieces`() {
    verifyDrip(
      [0x00] + Array("4006381333931\r96385074\r\n]C10112\u{1D}21X\n".utf8), make: { try? Bench() },
      feed: { bench, part in
        let before = bench?.scans.count ?? 0
        bench?.receive(part)
        if part.last == 0x0A { bench?.pass(.milliseconds(200)) }
        return Array(bench?.scans.dropFirst(before) ?? [])
      }, expect: ["4006381333931", "96385074", "]C10112\u{1D}21X"])
  }

  @Test func `a scanner that forgets in the middle of a code loses that one alone`() throws {
    var bench = try bench()
    bench.receive(decoded("first half ", status: 0x02))
    bench.receive("96385074\r")
    bench.pass(.milliseconds(200))
    #expect(bench.losses == [.malformed])
    #expect(bench.scans == ["96385074"])
    bench.receive(Array(ScannerVectors.ssiEAN13.dropLast()))
    bench.pass(.milliseconds(200))
    bench.receive("42424242\r")
    bench.pass(.milliseconds(200))
    #expect(bench.losses == [.malformed, .malformed])
    #expect(bench.scans == ["96385074", "42424242"])
    bench.pass(.seconds(10))
    #expect(bench.losses.count == 2)
  }

  @Test func `text without an end is lost and told, and the scanner is set up`() throws {
    var bench = try bench()
    bench.receive("4006381333931")
    bench.pass(.milliseconds(200))
    #expect(bench.scans.isEmpty)
    #expect(bench.losses == [.malformed])
    #expect(orders(&bench) == Self.setUp)
  }

  @Test(arguments: ["40063813", "400"])
  func `the rest of a text that paused in the middle is no code, and the loss is told once`(first: String) throws {
    var bench = try bench()
    bench.receive(first)
    bench.pass(.milliseconds(150))
    bench.receive("33931\r4006381333931\r")
    bench.pass(.milliseconds(200))
    #expect(bench.scans == ["4006381333931"])
    #expect(bench.losses == [.malformed])
    bench.pass(.seconds(3))
    bench.receive("4006381333931\r")
    bench.pass(.milliseconds(200))
    #expect(bench.scans.count == 2 && bench.losses.count == 1)
  }

  @Test func `what is neither a packet nor text, and does not come again, sets the scanner up, too`() throws {
    var bench = try bench()
    bench.receive([UInt8](repeating: 0xE4, count: 20))
    bench.pass(.milliseconds(200))
    #expect(sends(bench) == [ScannerVectors.ssiResend])
    bench.pass(.seconds(5))
    #expect(bench.losses == [.malformed])
    #expect(orders(&bench).first == ScannerVectors.ssiPacketedData)
  }

  @Test func `text after lost bytes is not believed`() throws {
    var bench = try bench()
    bench.receive(Array(ScannerVectors.ssiEAN13.prefix(8)))
    bench.feed(.link(.inputLost(.queueOverflow)))
    bench.receive("38133\r")
    bench.pass(.milliseconds(200))
    #expect(bench.scans.isEmpty)
    #expect(sends(bench) == [ScannerVectors.ssiResend])
  }

  @Test func `switched off, it is told so again, and what it sends is dropped`() throws {
    var bench = try bench()
    bench.command(.enableScanning(false))
    bench.receive(ScannerVectors.ssiPacket(0xD0))
    bench.receive("4006381333931\r")
    bench.pass(.milliseconds(200))
    #expect(orders(&bench) == [ScannerVectors.ssiPacketedData, ScannerVectors.ssiScanDisable])
    #expect(bench.scans.isEmpty && bench.losses.isEmpty)
  }

  @Test func `one that says that it has got its power is set up at once`() throws {
    var bench = try bench()
    bench.receive(decoded("first half ", status: 0x02))
    bench.receive(ScannerVectors.ssiPacket(0xF6, [0x03]))
    #expect(orders(&bench) == Self.setUp)
    #expect(bench.losses == [.malformed])
    bench.receive(ScannerVectors.ssiEAN13)
    #expect(bench.scans == ["4006381333931"])
  }

  @Test func `scans in quick succession ask for one set-up`() throws {
    var bench = try bench()
    for _ in 0..<20 {
      bench.receive("4006381333931\r")
      bench.pass(.milliseconds(200))
    }
    #expect(bench.scans.count == 20)
    bench.receive(ScannerVectors.ssiPacket(0xD0))
    bench.receive(ScannerVectors.ssiPacket(0xD0))
    let before = sends(bench).count
    let id = bench.command(.beep(good: true))
    #expect(sends(bench).count == before + 1)
    bench.receive(ScannerVectors.ssiPacket(0xD0))
    #expect(bench.replies[id] == [.success(.done)])
  }

  @Test func `what another link left open does not cut the first code`() throws {
    var bench = try bench()
    bench.receive("40063813")
    bench.pass(.milliseconds(200))
    bench.feed(.link(.closed(.disconnected)))
    bench.feed(.link(.opened(LinkDescription())))
    bench.receive("4006381333931\r")
    bench.pass(.milliseconds(200))
    #expect(bench.scans == ["4006381333931"])
  }
}
