import Drivers
import PosModel
import PosTesting
import Testing

@Suite struct HIDKeyboardScannerTests {
  typealias Bench = ScannerBench<HIDKeyboardScanner>

  @Test func `a code that is typed with Enter is delivered at once`() throws {
    var bench = try Bench(descriptor: ScannerVectors.keyboardDescriptor)
    #expect(bench.isReady)
    for report in ScannerVectors.typedEAN13.dropLast() { bench.receive(report) }
    #expect(bench.scans == ["4006381333931"])
    #expect(bench.counts == ["scans": 1])
  }

  @Test func `GS comes through as Ctrl and as Alt`() throws {
    var bench = try Bench()
    bench.type(ScannerVectors.typedCtrlGS)
    #expect(bench.scans == ["10AB\u{1D}21Z"])
    bench.type(ScannerVectors.typedAltGS)
    bench.type("1\n")
    #expect(bench.scans.last == "\u{1D}1")
  }

  @Test func `without a terminator a code ends with a pause of 300 ms, and of 100 ms once that is known`() throws {
    var bench = try Bench()
    bench.type("123")
    bench.pass(.milliseconds(250))
    #expect(bench.scans.isEmpty)
    bench.pass(.milliseconds(60))
    #expect(bench.scans == ["123"])
    bench.type("456")
    bench.pass(.milliseconds(80))
    #expect(bench.scans == ["123"])
    bench.pass(.milliseconds(30))
    #expect(bench.scans == ["123", "456"])

    bench = try Bench(DriverSettings(link: .evdev))
    for key: UInt16 in [0x1E, 0x1F] {
      bench.feed(.link(.key(KeyTransition(usage: key, phase: .down))))
      bench.feed(.link(.key(KeyTransition(usage: key, phase: .repeating))))
      bench.feed(.link(.key(KeyTransition(usage: key, phase: .up))))
    }
    bench.pass(.milliseconds(250))
    #expect(bench.scans.isEmpty)
    bench.pass(.milliseconds(60))
    #expect(bench.scans == ["12"])
  }

  @Test func `a pause does not end the scan of a scanner that ends its scans with Enter`() throws {
    var bench = try Bench()
    bench.type("123\n")
    bench.type("45")
    bench.pass(.milliseconds(900))
    bench.type("6\n")
    #expect(bench.scans == ["123", "456"])
    bench.type("78")
    bench.pass(.milliseconds(1100))
    #expect(bench.losses == [.malformed])
    // It may have been set to another way: that is believed from the next scan on.
    bench.type("789")
    bench.pass(.milliseconds(310))
    #expect(bench.scans == ["123", "456", "789"])
  }

  @Test func `the line feed of a suffix CR LF is nothing`() throws {
    var bench = try Bench()
    let released = [UInt8](repeating: 0, count: 8)
    let lineFeed = [hex("01 00 00 00 00 00 00 00"), hex("01 00 0D 00 00 00 00 00"), released]  // Ctrl+J
    for _ in 0..<2 {
      bench.type("123\n")
      bench.type(lineFeed)
      bench.pass(.seconds(2))
    }
    #expect(bench.scans == ["123", "123"])
    #expect(bench.losses.isEmpty)
  }

  @Test func `what is dropped is dropped for as long as the scanner may pause in it`() throws {
    var bench = try Bench()
    bench.type("123\n")
    bench.type("45")
    bench.feed(.link(.inputLost(.queueOverflow)))
    bench.pass(.milliseconds(500))
    bench.type("6\n")
    #expect(bench.scans == ["123"])
    #expect(bench.losses == [.overflow])
    bench.type("789\n")
    #expect(bench.scans == ["123", "789"])
  }

  @Test func `the rest of a scan that a long pause has cut is lost with it`() throws {
    var bench = try Bench(DriverSettings(link: .evdev))
    bench.type("123\n")
    bench.type("45")
    bench.pass(.milliseconds(1500))
    bench.type("6\n")
    #expect(bench.losses == [.malformed, .malformed])
    bench.type("78")
    bench.pass(.milliseconds(1500))
    bench.pass(.seconds(10))
    bench.type("789\n")
    #expect(bench.scans == ["123", "789"])
  }

  @Test func `input that waited while the process did not run is read before the pause counts`() throws {
    var bench = try Bench()
    bench.type("123")
    let due = try #require(bench.timers.values.first)
    bench.now = due + .milliseconds(50)
    // The timer is late and comes first; the keys were there all the time.
    bench.timers = [:]
    bench.feed(.timer(DriverTimer("idle")))
    bench.type("456\n")
    #expect(bench.scans == ["123456"])
  }

  @Test func `a scan cut by SYN_DROPPED is never delivered`() throws {
    var bench = try Bench()
    bench.type("40063")
    bench.feed(.link(.inputLost(.kernelOverflow)))
    bench.type("931\n")
    #expect(bench.scans.isEmpty)
    #expect(bench.losses == [.overflow])
    bench.type("777\n")
    #expect(bench.scans == ["777"])
  }

  @Test func `after lost input a pause also makes a new beginning`() throws {
    var bench = try Bench()
    bench.feed(.link(.inputLost(.queueOverflow)))
    bench.type("12")
    bench.pass(.milliseconds(200))
    bench.type("777\n")
    #expect(bench.scans == ["777"])
    #expect(bench.losses == [.overflow])
  }

  /// Caps Lock, "ab", Caps Lock: a scanner that types capitals so.
  private static let capitals = ["39", "00", "04", "00", "05", "00", "39", "00"].map { hex("0000 \($0) 0000000000") }

  @Test func `Caps Lock that was lost does not turn the letters of later scans`() throws {
    // Lost before the letters, between them, and behind.
    for cut in [1, 3, 5] {
      var bench = try Bench()
      bench.type(Self.capitals[..<cut])
      bench.feed(.link(.inputLost(.queueOverflow)))
      bench.type(Self.capitals[(cut + 1)...])
      bench.type("\n")
      bench.type(Self.capitals)
      bench.type("c\n")
      #expect(bench.scans == ["ABc"], "cut at \(cut)")
      // By a pause it is the same.
      bench.feed(.link(.inputLost(.queueOverflow)))
      bench.type(Self.capitals[(cut + 1)...])
      bench.pass(.seconds(2))
      bench.type(Self.capitals)
      bench.type("c\n")
      #expect(bench.scans == ["ABc", "ABc"], "cut at \(cut)")
    }
  }

  @Test func `Caps Lock that is let go behind Enter counts no more after lost input`() throws {
    var bench = try Bench()
    bench.type(Self.capitals[..<4])
    bench.feed(.link(.inputLost(.kernelOverflow)))
    bench.type("\n")
    bench.type(Self.capitals[6...])
    bench.pass(.seconds(2))
    bench.type(Self.capitals)
    bench.type("c\n")
    #expect(bench.scans == ["ABc"])
  }

  @Test func `Caps Lock in a scan that had begun before the link was open counts for nothing`() throws {
    var bench = try Bench(opened: false)
    bench.feed(.link(.opened(LinkDescription())))
    bench.pass(.milliseconds(10))
    bench.type(Self.capitals[4...])
    bench.type("\n")
    bench.type(Self.capitals)
    bench.type("c\n")
    #expect(bench.scans == ["ABc"])
  }

  @Test func `before an unplug failed reads are no lost scan, but what follows one is`() throws {
    var bench = try Bench()
    bench.feed(.link(.inputLost(.failedRead)))
    bench.feed(.link(.closed(.disconnected)))
    #expect(bench.losses.isEmpty)
    bench = try Bench()
    bench.feed(.link(.inputLost(.failedRead)))
    bench.type("931\n")
    bench.type("777\n")
    #expect(bench.scans == ["777"])
    #expect(bench.losses == [.overflow])
  }

  @Test func `a key that stays down loses its scan and all that follows up to its end`() throws {
    var bench = try Bench()
    bench.type("12")
    bench.receive(hex("00 00 24 00 00 00 00 00"))
    bench.pass(.milliseconds(600))
    #expect(bench.losses == [.stuckKey])
    bench.receive([UInt8](repeating: 0, count: 8))
    bench.type("34\n")
    #expect(bench.scans.isEmpty)
    bench.type("56\n")
    #expect(bench.scans == ["56"])
    #expect(bench.losses == [.stuckKey])
  }

  @Test func `unplugged in the middle a scan is lost`() throws {
    var bench = try Bench()
    bench.type("4006")
    bench.feed(.link(.closed(.disconnected)))
    #expect(bench.scans.isEmpty)
    #expect(bench.losses == [.unplugged])
    bench.pass(.seconds(1))
    #expect(bench.scans.isEmpty)
  }

  @Test func `unplugged when nothing is typed nothing is lost`() throws {
    var bench = try Bench()
    bench.type("4006\n")
    bench.feed(.link(.closed(.disconnected)))
    #expect(bench.losses.isEmpty)
  }

  @Test func `a scan that begins while the link opens is not delivered short`() throws {
    var bench = try Bench(opened: false)
    bench.feed(.link(.opened(LinkDescription())))
    bench.pass(.milliseconds(10))
    bench.type("931\n")
    #expect(bench.isReady)
    #expect(bench.scans.isEmpty)
    bench.type("4006\n")
    #expect(bench.scans == ["4006"])
  }

  @Test func `more than 8 KiB without an end is lost and its rest dropped`() throws {
    var bench = try Bench()
    bench.type(String(repeating: "1", count: 8200))
    #expect(bench.losses == [.tooLong])
    bench.type("23\n45\n")
    #expect(bench.scans == ["45"])
    #expect(bench.losses == [.tooLong])
  }

  @Test func `a key without a character makes the scan unreadable, around it function keys do no harm`() throws {
    var bench = try Bench()
    let released = [UInt8](repeating: 0, count: 8)
    let home = hex("00 00 4A 00 00 00 00 00")
    let f8 = hex("00 00 41 00 00 00 00 00")
    bench.type("12")
    bench.type([home, released])
    bench.type("3\n")
    #expect(bench.losses == [.malformed])
    bench.type([f8, released])
    bench.type("12")
    bench.type([f8, released])
    bench.type("\n")
    #expect(bench.scans == ["12"])
    bench.type("12")
    bench.type([f8, released])
    bench.type("34\n")
    #expect(bench.losses == [.malformed, .malformed])
  }

  @Test func `a rollover report changes nothing`() throws {
    var bench = try Bench()
    bench.type([hex("0000040000000000"), hex("0000010101010101"), hex("0000040000000000"), hex("0000000000000000")])
    bench.type("\n")
    #expect(bench.scans == ["a"])
  }

  @Test func `an AIM identifier in front is the code's, not its text`() throws {
    var bench = try Bench()
    let released = [UInt8](repeating: 0, count: 8)
    bench.type([hex("0000300000000000"), released, hex("0200080000000000"), released])
    bench.type("04006381333931\n")
    #expect(bench.scans == ["4006381333931"])
    #expect(bench.codes.first?.aim == "]E0")
  }

  @Test func `a scan says how many keys it took, and from when to when`() throws {
    var bench = try Bench()
    // Down, 8 ms, up, 8 ms: three digits and Enter.
    bench.type("123\n")
    let first = try #require(bench.codes.first?.strokes)
    #expect((first.count, first.last - first.first) == (4, .milliseconds(48)))
    // Ended by a pause that is none of its time; Enter alone is no part of the next.
    var idle = DriverSettings()
    idle.framing = .idle
    var paused = try Bench(idle)
    paused.type("12")
    paused.pass(.milliseconds(500))
    let second = try #require(paused.codes.first?.strokes)
    #expect((second.count, second.last - second.first) == (2, .milliseconds(16)))
    paused.type("3")
    paused.pass(.milliseconds(500))
    #expect(paused.codes.last?.strokes?.count == 1)
  }

  @Test func `keys that were dropped are none of the next scan's`() throws {
    var bench = try Bench()
    bench.type("12")
    bench.feed(.link(.inputLost(.kernelOverflow)))
    bench.type("34\n")
    bench.type("56\n")
    #expect(bench.codes.map(\.strokes?.count) == [3])
  }

  @Test func `what is typed while disabled is dropped, also the tail after enabling`() throws {
    var bench = try Bench()
    bench.type("12")
    let off = bench.command(.enableScanning(false))
    bench.type("34\n")
    bench.type("5")
    let on = bench.command(.enableScanning(true))
    bench.type("6\n")
    bench.type("78\n")
    #expect(bench.scans == ["78"])
    #expect(bench.losses.isEmpty)
    #expect(bench.replies[off]?.count == 1)
    #expect(bench.replies[on]?.count == 1)
  }

  @Test func `with idle framing Enter and Tab are data`() throws {
    var bench = try Bench(DriverSettings(framing: .idle))
    bench.type("1\n2\t3")
    bench.pass(.milliseconds(200))
    #expect(bench.scans == ["1\r2\t3"])
  }

  @Test func `commands it has nothing for are refused, each once`() throws {
    var bench = try Bench()
    for command: DriverCommand in [.directIO([1]), .openDrawer(DrawerPulse()), .printerStatus, .drawerStatus()] {
      let id = bench.command(command)
      guard case .failure(let error)? = bench.replies[id]?.first else {
        Issue.record("\(command) was not refused")
        continue
      }
      #expect(error.code == .unsupported)
      #expect(bench.replies[id]?.count == 1)
    }
  }

  @Test func `check tells health while open and offline after`() throws {
    var bench = try Bench()
    var id = bench.command(.check(external: false))
    #expect(throws: Never.self) { try bench.replies[id]?.first?.get() }
    bench.feed(.link(.closed(.disconnected)))
    id = bench.command(.check(external: false))
    guard case .failure(let error)? = bench.replies[id]?.first else { return }
    #expect(error.code == .offline)
  }

  @Test func `a broken descriptor is a fault that says where`() throws {
    let bench = try Bench(descriptor: hex("0501 0906 A1"))
    #expect(bench.faults.first?.message.contains("byte 4") == true)
    #expect(!bench.isReady)
  }

  @Test func `a layout that it does not know is refused`() {
    #expect(throws: PosError.self) { try HIDKeyboardScanner(DriverSettings(keyboard: KeyboardSettings(layout: "xx"))) }
  }
}
