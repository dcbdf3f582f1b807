import Drivers
import PosModel
import PosTesting
import Testing

@Suite struct SerialScannerMakerTests {
  typealias Bench = ScannerBench<SerialScanner>

  private func code(_ text: String, _ aim: String?, _ symbology: String?) -> ScannedCode {
    ScannedCode(raw: Array(text.utf8), aim: aim, symbology: symbology)
  }

  private func sent(_ bench: inout Bench) -> [UInt8]? {
    guard case .send(let token, let bytes, _)? = bench.requests.last else { return nil }
    bench.feed(.link(.sent(token, transferred: bytes.count, .complete)))
    return bytes
  }

  // MARK: Identifiers

  @Test(
    arguments: [
      (.honeywell, "d4006381333931", "4006381333931", "]E0", "ean13"),
      (.honeywell, "D96385074", "96385074", "]E4", "ean8"),
      (.honeywell, "c036000291452", "036000291452", "]E0", "upcA"),
      (.datalogic, "F4006381333931", "4006381333931", "]E0", "ean13"),
      (.datalogic, "FF96385074", "96385074", "]E4", "ean8"),
      (.datalogic, "A036000291452", "036000291452", "]E0", "upcA"),
      (.newland, "d4006381333931", "4006381333931", "]E0", "ean13"),
      (.newland, "d96385074", "96385074", "]E4", "ean8"),
      (.newland, "c036000291452", "036000291452", "]E0", "upcA"),
    ] as [(ScannerMaker, String, String, String, String)])
  func `an identifier before an EAN or UPC that is right is the maker's`(
    maker: ScannerMaker, text: String, data: String, aim: String, symbology: String
  ) throws {
    var bench = try Bench(DriverSettings(maker: maker))
    bench.receive(text + "\r")
    #expect(bench.codes == [code(data, aim, symbology)])
  }

  @Test(
    arguments: [
      (.honeywell, "d4006381333932"), (.honeywell, "jABC-123"), (.honeywell, "E0425261"), (.datalogic, "F1234"),
      (.datalogic, "B3ABC-123"), (.newland, "sHello"), (.newland, "d"),
    ] as [(ScannerMaker, String)])
  func `what may be the beginning of the data stays`(maker: ScannerMaker, text: String) throws {
    var bench = try Bench(DriverSettings(maker: maker))
    bench.receive(text + "\r")
    #expect(bench.codes == [code(text, nil, nil)])
  }

  @Test(
    arguments: [
      (.honeywell, "jABC-123", "ABC-123", "]C0", "code128"),
      (.honeywell, "I0112312312312333", "0112312312312333", "]C1", "gs1-128"),
      (.honeywell, "sHello", "Hello", nil, "qr"), (.datalogic, "B3ABC-123", "ABC-123", "]C0", "code128"),
      (.datalogic, "QRHello", "Hello", nil, "qr"), (.newland, "sHello", "Hello", nil, "qr"),
      (.newland, "]C10112312312312333", "0112312312312333", "]C1", nil),
    ] as [(ScannerMaker, String, String, String?, String?)])
  func `identifiers that are set are taken from every scan`(
    maker: ScannerMaker, text: String, data: String, aim: String?, symbology: String?
  ) throws {
    var bench = try Bench(DriverSettings(maker: maker, codeIDs: .maker))
    bench.receive(text + "\r")
    #expect(bench.codes == [code(data, aim, symbology)])
  }

  @Test func `without identifiers nothing is taken off`() throws {
    var bench = try Bench(DriverSettings(maker: .honeywell, codeIDs: .none))
    bench.receive("d4006381333931\r]C1ABC\r")
    #expect(bench.scans == ["d4006381333931", "]C1ABC"])
    bench = try Bench(DriverSettings(maker: .honeywell, codeIDs: .aim))
    bench.receive("d4006381333931\r]C1ABC\r")
    #expect(bench.codes == [code("d4006381333931", nil, nil), code("ABC", "]C1", nil)])
    bench = try Bench(DriverSettings(quirks: ["datalogic"]))
    bench.receive("F4006381333931\r")
    #expect(bench.codes == [code("4006381333931", "]E0", "ean13")])
  }

  // MARK: Framing

  @Test(
    arguments: [
      (.cr, "1\n2\t3\r\n456\r", ["1\n2\t3", "456"]), (.lf, "1\r2\t3\n4\r\n", ["1\r2\t3", "4\r"]),
      (.crlf, "1\r2\n3\r\n4\r\n", ["1\r2\n3", "4"]), (.tab, "1\r\n2\t3\t", ["1\r\n2", "3"]),
      (.etx, "\u{02}1\r\n2\u{03}\r\n\u{02}3\u{03}", ["1\r\n2", "3"]),
    ] as [(DriverSettings.Framing, String, [String])])
  func `only the end that is set ends a scan`(framing: DriverSettings.Framing, text: String, scans: [String]) {
    verifyDrip(
      Array(text.utf8), make: { try? Bench(DriverSettings(framing: framing)) },
      feed: { bench, part in
        let before = bench?.scans.count ?? 0
        bench?.receive(part)
        return Array(bench?.scans.dropFirst(before) ?? [])
      }, expect: scans)
  }

  @Test func `a scan without the end that is set is cut, also by a pause`() throws {
    var bench = try Bench(DriverSettings(framing: .cr))
    bench.receive("40063")
    bench.pass(.milliseconds(500))
    bench.receive("81\r")
    #expect(bench.scans == ["4006381"])
    bench.receive("40063")
    bench.pass(.seconds(3))
    #expect(bench.losses == [.malformed])
    bench = try Bench(DriverSettings(framing: .etx))
    bench.receive("38133\u{03}\u{02}42\u{03}")
    #expect(bench.losses == [.malformed])
    #expect(bench.scans == ["42"])
  }

  // MARK: Commands

  @Test(
    arguments: [
      (.honeywell, .beep(good: true), "16 07 0D"), (.honeywell, .trigger(true), "16 54 0D"),
      (.honeywell, .trigger(false), "16 55 0D"), (.newland, .trigger(true), "7E 01 30303030 23 53434E54524731 3B 03"),
      (.newland, .trigger(false), "7E 01 30303030 23 53434E54524730 3B 03"), (.datalogic, .beep(good: true), "42"),
      (.datalogic, .beep(good: false), "46"), (.datalogic, .enableScanning(false), "44"),
      (.datalogic, .enableScanning(true), "45"),
    ] as [(ScannerMaker, DriverCommand, String)])
  func `commands are the maker's own`(maker: ScannerMaker, order: DriverCommand, bytes: String) throws {
    var bench = try Bench(DriverSettings(maker: maker))
    _ = sent(&bench)
    let id = bench.command(order)
    let command = sent(&bench)
    #expect(command == hex(bytes))
    #expect(bench.replies[id] == [.success(.done)])
  }

  @Test func `without a maker there is nothing to order, and it says what to do`() throws {
    var bench = try Bench()
    for command in [DriverCommand.beep(good: true), .trigger(true)] {
      let id = bench.command(command)
      guard case .failure(let error)? = bench.replies[id]?.first else {
        Issue.record("nobody knows how")
        continue
      }
      #expect(error.code == .unsupported && error.remedy?.contains("maker") == true)
    }
    #expect(bench.requests.isEmpty)
  }

  @Test(arguments: [(.honeywell, []), (.newland, []), (.datalogic, ["45"])] as [(ScannerMaker, [String])])
  func `a scanner that somebody has switched off before reads again once the link is open`(
    maker: ScannerMaker, orders: [String]
  ) throws {
    let bench = try Bench(DriverSettings(maker: maker))
    #expect(bench.isReady)
    #expect(bench.requests.compactMap(\.bytes) == orders.map { hex($0) })
  }

  @Test func `a scanner that is switched off stays so when its cable was out`() throws {
    var bench = try Bench(DriverSettings(maker: .datalogic))
    _ = sent(&bench)
    bench.command(.enableScanning(false))
    bench.feed(.link(.closed(.disconnected)))
    bench.feed(.link(.opened(LinkDescription())))
    #expect(sent(&bench) == hex("44"))
    bench.feed(.link(.closed(.disconnected)))
    bench.command(.enableScanning(true))
    bench.feed(.link(.opened(LinkDescription())))
    #expect(sent(&bench) == hex("45"))
  }

  @Test func `an order at opening that is not taken does not keep the scanner from reading`() throws {
    var bench = try Bench(DriverSettings(maker: .datalogic))
    guard case .send(let token, _, _)? = bench.requests.last else {
      Issue.record("it was not switched on")
      return
    }
    bench.feed(.link(.sent(token, transferred: 0, .timedOut)))
    #expect(bench.isReady && bench.faults.isEmpty)
    bench.receive("4006381333931\r")
    #expect(bench.scans == ["4006381333931"])
    let id = bench.command(.beep(good: true))
    #expect(sent(&bench) == hex("42"))
    #expect(bench.replies[id] == [.success(.done)])
  }

  @Test(arguments: [UInt8(0x06), 0x15], [true, false])
  func `ACK and NAK to an order are no data, before and after the news that it has left`(
    answer: UInt8, isSent: Bool
  ) throws {
    var bench = try Bench(DriverSettings(maker: .datalogic))
    if isSent { _ = sent(&bench) }
    bench.receive([answer])
    if !isSent { _ = sent(&bench) }
    bench.receive("4006381333931\r")
    #expect(bench.scans == ["4006381333931"])
    // It answers once; and long after an order nothing is an answer.
    bench.receive([answer] + Array("42\r".utf8))
    #expect(bench.codes.last?.raw == [answer] + Array("42".utf8))
    bench.command(.beep(good: true))
    _ = sent(&bench)
    bench.pass(.seconds(3))
    bench.receive([answer] + Array("43\r".utf8))
    #expect(bench.codes.last?.raw == [answer] + Array("43".utf8))
  }

  @Test(
    arguments: [(.automatic, "\r"), (.automatic, "\r\n"), (.cr, "\r"), (.lf, "\n"), (.crlf, "\r\n"), (.tab, "\t")]
      as [(DriverSettings.Framing, String)], [UInt8(0x06), 0x15])
  func `ACK or NAK with an end behind it is a code, however soon after an order it comes`(
    end: (framing: DriverSettings.Framing, text: String), byte: UInt8
  ) throws {
    for parts in [[[byte] + Array(end.text.utf8)], [[byte]] + end.text.utf8.map { [$0] }] {
      var bench = try Bench(DriverSettings(framing: end.framing, maker: .datalogic))
      _ = sent(&bench)
      for part in parts { bench.receive(part) }
      #expect(bench.codes.map(\.raw) == [[byte]])
      // The answer is still to come.
      bench.receive([byte] + Array(("42" + end.text).utf8))
      #expect(bench.scans.last == "42")
    }
  }

  @Test func `an answer and an end that comes much later are no code`() throws {
    var bench = try Bench(DriverSettings(maker: .datalogic))
    _ = sent(&bench)
    bench.receive([0x06])
    bench.pass(.milliseconds(500))
    bench.receive("\r4006381333931\r")
    #expect(bench.scans == ["4006381333931"])
    bench = try Bench(DriverSettings(maker: .datalogic))
    _ = sent(&bench)
    bench.receive([0x06])
    bench.feed(.link(.closed(.disconnected)))
    bench.feed(.link(.opened(LinkDescription())))
    bench.receive("\r")
    #expect(bench.codes.isEmpty)
  }

  @Test(arguments: [true, false])
  func `a code of ACK alone while Datalogic's answer is waited for is delivered`(isWhole: Bool) throws {
    var bench = try Bench(DriverSettings(maker: .datalogic))
    _ = sent(&bench)
    let id = bench.command(.directIO(Array("$S\r".utf8)))
    _ = sent(&bench)
    for part in isWhole ? [[0x06, 0x0D]] : [[0x06], [0x0D]] as [[UInt8]] { bench.receive(part) }
    #expect(bench.codes.map(\.raw) == [[0x06]])
    // Both orders may be answered yet.
    bench.receive([0x06, 0x06] + Array("$>\r".utf8))
    #expect(bench.replies[id] == [.success(.data(Array("$>\r".utf8)))])
    #expect(bench.codes.count == 1)
  }

  // MARK: Answers

  @Test func `Newland's answer is not a scan, whether or not it was asked for`() throws {
    let answer = hex("02 01 30303030 40 53434E4D4F4430 06 3B 03")
    var bench = try Bench(DriverSettings(maker: .newland))
    bench.receive(answer)
    #expect(bench.scans.isEmpty)
    let id = bench.command(.directIO(hex("7E 01 30303030 40 53434E4D4F4430 3B 03")))
    _ = sent(&bench)
    bench.receive("4006381333931\r")
    bench.receive(answer)
    #expect(bench.replies[id] == [.success(.data(answer))])
    #expect(bench.scans == ["4006381333931"])
    bench = try Bench(DriverSettings(framing: .cr, maker: .newland))
    bench.receive(answer)
    bench.receive("\u{02}text\u{03}\r")
    #expect(bench.scans == ["\u{02}text\u{03}"])
  }

  @Test func `Honeywell's answer ends with ACK before the point`() throws {
    var bench = try Bench(DriverSettings(maker: .honeywell))
    let id = bench.command(.directIO(hex("16 4D 0D") + Array("REVINF.".utf8)))
    _ = sent(&bench)
    let answer = "Product Name: Voyager\r\nRevision: 1\r\nREVINF\u{06}."
    for byte in answer.utf8 { bench.receive([byte]) }
    bench.receive("4006381333931\r")
    #expect(bench.replies[id] == [.success(.data(Array(answer.utf8)))])
    #expect(bench.scans == ["4006381333931"])
  }

  @Test func `a scan while an answer is waited for is not lost when none comes`() throws {
    var bench = try Bench(DriverSettings(maker: .honeywell))
    let id = bench.command(.directIO(hex("16 4D 0D") + Array("REVINF.".utf8)))
    _ = sent(&bench)
    bench.receive("4006381333931\r96385074\r")
    #expect(bench.scans.isEmpty)
    bench.pass(.seconds(2))
    #expect(bench.scans == ["4006381333931", "96385074"])
    #expect(bench.replies[id] == [.success(.data([]))])
    let next = bench.command(.directIO(hex("16 4D 0D") + Array("REVINF.".utf8)))
    bench.receive("42\r")
    bench.feed(.link(.closed(.disconnected)))
    #expect(bench.scans.last == "42")
    #expect(bench.replies[next]?.count == 1)
  }

  @Test func `Datalogic's answer is a line with a dollar`() throws {
    var bench = try Bench(DriverSettings(maker: .datalogic))
    _ = sent(&bench)
    let id = bench.command(.directIO(Array("$S\r".utf8)))
    _ = sent(&bench)
    bench.receive("4006381333931\r$>\r96385074\r")
    #expect(bench.replies[id] == [.success(.data(Array("$>\r".utf8)))])
    #expect(bench.scans == ["4006381333931", "96385074"])
    // Nobody asked: it is a code.
    bench.receive("$>\r")
    #expect(bench.scans.last == "$>")
  }
}
