import Barcodes
import Testing

struct ScanCandidateTests {
  private func find(_ text: String, _ symbology: Symbology, _ rules: ScanRules = ScanRules()) -> [ScanCandidate] {
    ScanCandidate.find(in: Array(text.utf8), symbology, rules)
  }

  private func withCheckDigit(_ body: String) -> String {
    body + String(decoding: CheckDigit.of(Array(body.utf8)).map { [$0] } ?? [], as: UTF8.self)
  }

  @Test func `a plain product has no candidates`() {
    #expect(find("4006381333931", .ean13) == [])
    #expect(find("hello", .qr) == [])
    #expect(find("0112312312312333", .gs1_128) == [])
  }

  @Test func `an 18-digit code may be a scale label or a payment, and both are told`() throws {
    let pattern = try #require(ScaleLabelPattern("26IIIIIAAAAAQQQQQC"))
    let code = withCheckDigit("26" + "01234" + "01575" + "00525")
    let found = find(code, .code128, ScanRules(scaleLabels: [pattern]))
    #expect(found.map(\.kind) == [.scaleLabel, .payment])
    #expect(found.first?.scaleLabel?.amount == "15.75")
    #expect(found.last?.payment == .alipay)
    #expect(found.last?.reason == "16 to 24 digits beginning with 25 to 30")
    // Without the configured pattern the documented layout is a candidate all the same.
    #expect(find(code, .code128).map(\.kind) == [.scaleLabel, .payment])
    // A wrong check digit leaves only the payment.
    let wrong = code.dropLast() + (code.hasSuffix("0") ? "1" : "0")
    #expect(find(String(wrong), .code128, ScanRules(scaleLabels: [pattern])).map(\.kind) == [.payment])
  }

  @Test func `a store's own EAN-13 is read by every common layout until one is configured`() throws {
    let code = withCheckDigit("201234500525")
    let found = find(code, .ean13)
    #expect(found.count >= 4 && found.allSatisfy { $0.kind == .scaleLabel })
    #expect(found.contains { $0.scaleLabel?.amount == "5.25" && $0.scaleLabel?.item == "12345" })
    #expect(found.contains { $0.scaleLabel?.weight == "0.525" && $0.scaleLabel?.item == "12345" })
    let rules = ScanRules(scaleLabels: [try #require(ScaleLabelPattern("20IIIIIWWWWWC"))])
    #expect(find(code, .ean13, rules).map { $0.scaleLabel?.weight } == ["0.525"])
    #expect(find(withCheckDigit("211234500525"), .ean13, rules) == [])
  }

  @Test func `a UPC-A of the store is read as the EAN-13 that it is`() throws {
    let code = withCheckDigit("21234500525")
    #expect(find(code, .upcA).contains { $0.scaleLabel?.item == "12345" && $0.scaleLabel?.amount == "5.25" })
    let long = ScanRules(scaleLabels: [try #require(ScaleLabelPattern("02IIIIIAAAAAC"))])
    let short = ScanRules(scaleLabels: [try #require(ScaleLabelPattern("2IIIIIAAAAAC"))])
    #expect(find(code, .upcA, long).map { $0.scaleLabel?.amount } == ["5.25"])
    #expect(find(code, .upcA, short).map { $0.scaleLabel?.amount } == ["5.25"])
  }

  @Test(
    arguments: [
      ("134567890123456789", PaymentCode.weChatPay), ("2845678901234567", .alipay),
      ("304567890123456789012345", .alipay),
      ("6245678901234567890", .unionPay), ("0145678901234567890", .digitalYuan), ("164567890123456789", nil),
      ("13456789012345678", nil), ("624567890123456789", nil),
    ] as [(String, PaymentCode?)])
  func `payment codes name who they are of`(text: String, payment: PaymentCode?) {
    for symbology in [Symbology.qr, .code128, .unknown] {
      #expect(find(text, symbology).compactMap(\.payment) == (payment.map { [$0] } ?? []))
    }
    #expect(find(text, .itf).compactMap(\.payment) == [])
  }

  @Test(
    arguments: [
      ("9783161484100", ScanCandidate.Kind.isbn, "9783161484100"), ("9790260000438", .ismn, "9790260000438"),
      ("9772049363002", .issn, "2049-3630"), ("9770317847001", .issn, "0317-8471"),
      ("9772434561006", .issn, "2434-561X"),
    ])
  func `books, serials and music have their own numbers`(text: String, kind: ScanCandidate.Kind, number: String) {
    let code = withCheckDigit(String(text.dropLast()))
    #expect(find(code, .ean13).map(\.kind) == [kind])
    #expect(find(code, .ean13).map(\.number) == [number.hasPrefix("97") ? code : number])
    #expect(find(code + "12", .eanAddOn).map(\.kind) == [kind])
  }

  @Test func `prefixes are the shop's own, GS1's and China's`() {
    #expect(find(withCheckDigit("690123456789"), .ean13).map(\.issuer) == ["GS1 China"])
    #expect(find(withCheckDigit("700123456789"), .ean13) == [])
    for prefix in ["981", "984", "990", "999"] {
      #expect(find(withCheckDigit(prefix + "123456789"), .ean13).map(\.kind) == [.coupon])
    }
    #expect(find(withCheckDigit("980123456789"), .ean13) == [])
    let rules = ScanRules(prefixes: [CodePrefix("VIP", .member), CodePrefix("88", .giftCard)])
    #expect(find("VIP-17", .qr, rules).map(\.kind) == [.member])
    #expect(find("880000", .code128, rules).map(\.kind) == [.giftCard])
    #expect(find("VIP", .qr, rules) == [])
    #expect(find("xVIP-17", .qr, rules) == [])
  }

  @Test func `a code with a wrong check digit is no book`() {
    #expect(find("9783161484101", .ean13) == [])
    #expect(find("978316148410", .ean13) == [])
    #expect(find("9783161484100", .code128) == [])
  }
}
