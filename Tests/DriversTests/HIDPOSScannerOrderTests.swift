import Drivers
import PosModel
import PosTesting
import Testing

/// Beeps, trigger, switch and redirection of HID POS scanners.
@Suite struct HIDPOSScannerOrderTests {
  typealias Bench = ScannerBench<HIDPOSScanner>

  private func bench(
    _ descriptor: [UInt8] = ScannerVectors.hhpDescriptor, link: LinkKind = .usb
  ) throws -> Bench {
    var bench = try Bench(DriverSettings(link: link), descriptor: descriptor)
    bench.requests = []
    return bench
  }

  /// The bytes of all reports since the last look, each taken by the device.
  private func reports(_ bench: inout Bench) -> [[UInt8]] {
    let requests = bench.requests
    bench.requests = []
    return requests.compactMap { request in
      switch request {
      case .control(let token, let setup):
        bench.feed(.link(.controlled(token, .data([]))))
        return setup.data
      case .send(let token, let bytes, _):
        bench.feed(.link(.sent(token, transferred: bytes.count, .complete)))
        return bytes
      default: return nil
      }
    }
  }

  @Test(arguments: [LinkKind.usb, .hidraw])
  func `beeps and trigger are bits of the trigger report`(link: LinkKind) throws {
    var bench = try bench(link: link)
    for (command, expected) in [
      (DriverCommand.beep(good: true), [hex("04 40")]), (.beep(good: false), [hex("04 20")]),
      (.trigger(true), [hex("04 04")]), (.trigger(false), [hex("04 02"), hex("04 00")]),
    ] {
      let id = bench.command(command)
      #expect(bench.replies[id] == nil)
      #expect(reports(&bench) == expected)
      #expect(bench.replies[id] == [.success(.done)])
    }
  }

  @Test func `a beep leaves reading switched off, and the trigger is refused meanwhile`() throws {
    var bench = try bench()
    bench.command(.enableScanning(false))
    #expect(reports(&bench) == [hex("04 02")])
    bench.command(.beep(good: true))
    #expect(reports(&bench) == [hex("04 42")])
    let id = bench.command(.trigger(true))
    guard case .failure(let error)? = bench.replies[id]?.first else {
      Issue.record("the trigger was pulled")
      return
    }
    #expect(error.code == .disabled)
    #expect(error.remedy != nil)
    bench.command(.trigger(false))
    #expect(reports(&bench).last == hex("04 02"))
    bench.command(.enableScanning(true))
    #expect(reports(&bench) == [hex("04 00")])
  }

  @Test func `Honeywell's serial commands serve where the trigger report is missing`() throws {
    // The HHP descriptor without its collection of report 04.
    let start = try #require(ScannerVectors.hhpDescriptor.firstRange(of: hex("09 14 A1 02 85 04")))
    let end = try #require(ScannerVectors.hhpDescriptor.firstRange(of: hex("91 86 C0")))
    var descriptor = ScannerVectors.hhpDescriptor
    descriptor.removeSubrange(start.lowerBound..<end.upperBound)
    var bench = try bench(descriptor)
    for (command, expected) in [
      (DriverCommand.beep(good: true), hex("FD 03 16 07 0D")), (.trigger(true), hex("FD 03 16 54 0D")),
      (.trigger(false), hex("FD 03 16 55 0D")),
    ] {
      let id = bench.command(command)
      let sent = reports(&bench)
      #expect(sent == [expected + [UInt8](repeating: 0, count: 59)])
      #expect(bench.replies[id] == [.success(.done)])
    }
    let bad = bench.command(.beep(good: false))
    guard case .failure(let error)? = bench.replies[bad]?.first else { return }
    #expect(error.code == .unsupported)
  }

  @Test func `Newland takes its unified commands`() throws {
    var bench = try bench(ScannerVectors.newlandDescriptor)
    let id = bench.command(.trigger(true))
    // report 4, 16 bytes: ~ SOH 0000 # SCNTRG1 ; ETX
    let expected = hex("04 10 7E 01 30 30 30 30 23") + Array("SCNTRG1".utf8) + hex("3B 03")
    let sent = reports(&bench)
    #expect(sent.map { Array($0.prefix(expected.count)) } == [expected])
    #expect(bench.replies[id] == [.success(.done)])
    for good in [true, false] {
      bench.command(.beep(good: good))
      let tone = try #require(reports(&bench).first)
      #expect(String(decoding: tone[9..<15], as: UTF8.self) == "BEEPON")
    }
    bench.command(.trigger(false))
    #expect(reports(&bench).first?.dropFirst(15).first == UInt8(ascii: "0"))
  }

  @Test func `a device without any of that says so`() throws {
    var bench = try bench(hex("058C 0902 A101 0912 A102 1500 26FF00 7508 9540 09FE 820201 C0 C0"))
    for command in [
      DriverCommand.beep(good: true), .beep(good: false), .trigger(true), .trigger(false), .directIO([1]),
    ] {
      let id = bench.command(command)
      guard case .failure(let error)? = bench.replies[id]?.first else {
        Issue.record("\(command) was not refused")
        continue
      }
      #expect(error.code == .unsupported)
    }
    #expect(bench.requests.isEmpty)
  }

  @Test func `without a link the orders say offline`() throws {
    var bench = try Bench(opened: false)
    for command in [DriverCommand.beep(good: true), .trigger(false), .directIO([1])] {
      let id = bench.command(command)
      guard case .failure(let error)? = bench.replies[id]?.first else { continue }
      #expect(error.code == .offline)
    }
    #expect(bench.replies.count == 3)
  }

  @Test func `what the device can be told is among its capabilities`() throws {
    #expect(
      try bench().capabilities
        == ["goodBeep": .flag(true), "errorBeep": .flag(true), "trigger": .flag(true), "directIO": .flag(true)])
    let plain = hex("058C 0902 A101 0912 A102 1500 26FF00 7508 9540 09FE 820201 C0 C0")
    #expect(Set(try bench(plain).capabilities.values) == [.flag(false)])
  }

  @Test(arguments: [LinkKind.usb, .hidraw])
  func `a scanner that somebody has switched off before reads again once the link is open`(link: LinkKind) throws {
    var bench = try Bench(DriverSettings(link: link), descriptor: ScannerVectors.hhpDescriptor)
    #expect(bench.requests.compactMap(\.bytes) == [hex("FE 01"), hex("04 00")])
    bench.command(.enableScanning(false))
    bench.feed(.link(.closed(.disconnected)))
    bench.requests = []
    bench.feed(.link(.opened(LinkDescription(reportDescriptor: ScannerVectors.hhpDescriptor))))
    #expect(bench.requests.compactMap(\.bytes) == [hex("FE 01"), hex("04 02")])
  }

  @Test(arguments: [ControlOutcome.stalled, .timedOut, .failed("LIBUSB_ERROR_IO")])
  func `a scanner that refuses to be switched on at opening reads all the same`(outcome: ControlOutcome) throws {
    var bench = try Bench(descriptor: ScannerVectors.hhpDescriptor)
    for request in bench.requests {
      if case .control(let token, _) = request { bench.feed(.link(.controlled(token, outcome))) }
    }
    #expect(bench.isReady && bench.faults.isEmpty)
    bench.receive(ScannerVectors.hhpEAN13)
    #expect(bench.scans == ["4006381333931"])
  }

  @Test func `a scanner without that switch is sent nothing at opening`() throws {
    #expect(try Bench(descriptor: ScannerVectors.newlandDescriptor).requests.isEmpty)
  }

  @Test func `the redirection is sent at each opening, to the interface that was opened`() throws {
    var bench = try Bench(descriptor: ScannerVectors.hhpDescriptor)
    for interface in [1, 2] {
      bench.feed(.link(.closed(.disconnected)))
      bench.requests = []
      bench.feed(
        .link(.opened(LinkDescription(reportDescriptor: ScannerVectors.hhpDescriptor, interface: interface))))
      guard case .control(_, let setup)? = bench.requests.first else {
        Issue.record("no redirection")
        return
      }
      #expect((setup.requestType, setup.request) == (0x21, 0x09))
      #expect((setup.value, setup.index) == (0x03FE, UInt16(interface)))
      #expect(setup.data == [0xFE, 0x01])
    }
  }

  @Test(arguments: [LinkKind.usb, .hidraw])
  func `a redirection that fails otherwise than by a STALL is tried three times, then told`(link: LinkKind) throws {
    var bench = try Bench(DriverSettings(link: link), descriptor: ScannerVectors.hhpDescriptor)
    for attempt in 1...3 {
      let redirections = bench.requests.filter { $0.bytes == [0xFE, 0x01] }
      #expect(redirections.count == attempt)
      guard case .control(let token, _)? = redirections.last else { return }
      bench.feed(.link(.controlled(token, .timedOut)))
    }
    #expect(bench.requests.count { $0.bytes == [0xFE, 0x01] } == 3)
    #expect(bench.logs.count == 1)
    bench.receive(ScannerVectors.hhpEAN13)
    #expect(bench.scans.count == 1)
  }
}
