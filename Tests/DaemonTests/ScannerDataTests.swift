import Barcodes
import Daemon
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Testing

@ReactorActor
struct ScannerDataTests {
  @Test func `a GS1 label arrives with its elements and its warnings`() async throws {
    let till = Till()
    let client = try till.rawClient()
    _ = try await client.call(1, "events.subscribe")
    let scanner = try till.devices.find("front")
    let label =
      Array("0109506000134352".utf8) + Array("17271331".utf8) + Array("10AB".utf8) + [0x1D] + Array("21X".utf8)
    till.daemon.device(scanner, did: .scan(ScannedCode(raw: label, aim: "]d2")), at: Reactor.now)
    let scan = try await client.wait(for: "scanner.data")[0]
    #expect(scan["symbology"] == "gs1DataMatrix")
    #expect(scan["gtin14"] == "09506000134352")
    #expect(scan["gs1"]?.array?.count == 4)
    #expect(scan["gs1"]?.array?[0] == ["ai": "01", "value": "09506000134352", "title": "GTIN"])
    #expect(scan["gs1Warnings"]?.array?.count == 1)
    #expect(scan["gs1Warnings"]?.array?[0]["code"] == "yymmd0")
    #expect(scan["gs1Warnings"]?.array?[0]["place"] == .integer(20))
    #expect(scan["candidates"] == nil)
    let document = OpenRPC.document(of: till.daemon.methods)
    let entry = try #require(document["x-notifications"]?.array?.first { $0["name"] == "scanner.data" })
    #expect(SchemaCheck(document: document).problems(scan, entry["params"] ?? .null) == [])
  }

  @Test func `the shop's patterns reach the scan, and a payment stays a secret beside them`() async throws {
    let pattern = try #require(ScaleLabelPattern("26IIIIIAAAAAQQQQQC"))
    let till = Till(DaemonSettings().with { $0.scanRules = ScanRules(scaleLabels: [pattern]) })
    let client = try till.rawClient()
    _ = try await client.call(1, "events.subscribe")
    let body = Array("26012340157500525".utf8)
    let code = body + [try #require(CheckDigit.of(body))]
    try till.devices.scan(String(decoding: code, as: UTF8.self))
    let scan = try await client.wait(for: "scanner.data")[0]
    let candidates = try #require(scan["candidates"]?.array)
    #expect(candidates.map { $0["kind"] } == ["scaleLabel", "payment"])
    #expect(candidates[0]["item"] == "01234")
    #expect(candidates[0]["amount"] == "15.75")
    #expect(candidates[0]["quantity"] == "0.525")
    #expect(candidates[1]["provider"] == "alipay")
    #expect(scan["secret"] == .bool(true))
    let document = OpenRPC.document(of: till.daemon.methods)
    let entry = try #require(document["x-notifications"]?.array?.first { $0["name"] == "scanner.data" })
    #expect(SchemaCheck(document: document).problems(scan, entry["params"] ?? .null) == [])
  }

  @Test func `a character set, an add-on and the maker's own symbology are told`() {
    let chinese = ScannerData(ScannedCode(raw: Array("\\000029".utf8) + [0xC4, 0xE3], aim: "]Q2"))
    #expect(chinese.text == "你" && chinese.charset == "gb18030" && chinese.eci == 29)
    #expect(chinese.raw.bytes.count == 9)
    let magazine = ScannerData(ScannedCode(raw: Array("977204936300212".utf8), aim: "]E3"))
    #expect(magazine.addOn == "12" && magazine.candidates?.first?.number == "2049-3630")
    let short = ScannerData(ScannedCode(raw: Array("04252614".utf8), symbology: "upcE"))
    #expect(short.symbology == "upcE" && short.upos == 102 && short.gtin14 == "00042100005264")
    #expect(ScannerData(ScannedCode(raw: [0x41], symbology: "no such word")).symbology == "unknown")
  }

  @Test func `descriptions of a scan show nothing of it`() {
    let scan = ScannerData(ScannedCode(raw: Array("134567890123456789".utf8), aim: "]Q1"))
    #expect(scan.secret && scan.candidates?.first?.provider == "weChatPay")
    #expect(!"\(scan)".contains("1345") && !String(reflecting: scan).contains("1345"))
    var dumped = ""
    dump(scan, to: &dumped)
    #expect(!dumped.contains("1345"))
  }
}
