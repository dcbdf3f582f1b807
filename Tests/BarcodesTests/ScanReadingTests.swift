import Barcodes
import PosTesting
import Testing

/// Whole scans, from bytes and identifiers to what is said of them.
struct ScanReadingTests {
  private func read(_ text: String, _ aim: String?, maker: Symbology? = nil) -> ScanReading {
    ScanReading(Array(text.utf8), aim: aim.flatMap { AIMIdentifier($0) }, maker: maker)
  }

  /// The codes in the scanner vectors, as drivers hand them on.
  @Test func `the codes of the scanner vectors are named and numbered`() throws {
    let ean = read("4006381333931", "]E0")
    #expect(ean.symbology == .ean13 && ean.scanDataType == 104 && ean.gtin14 == "04006381333931")
    #expect(ean.gs1 == nil && ean.candidates.isEmpty && !ean.isSecret && ean.text.charset == nil)

    // hidpos.hhp.gs1_128: byte 61 is 49.
    let gs1 = read("0112312312312333" + "10ABC123\u{1D}21XYZ", "]C1", maker: HoneywellCodeID.symbology(0x49))
    #expect(gs1.symbology == .gs1_128 && gs1.scanDataType == 120 && gs1.gtin14 == "12312312312333")
    #expect(gs1.gs1?.bracketed == "(01)12312312312333(10)ABC123(21)XYZ")

    // hidpos.accessis.qr60
    let boarding = read("M1GATHERTEGOOD/MICHAEL YABCDEF LHRDBERAK 3542 025Y003D23    100", "]Q0")
    #expect(boarding.symbology == .qr && boarding.gs1 == nil && boarding.candidates.isEmpty)

    // snapi.in.ean13 (type 0B), ssi.decode_ean13 (0B), ibmoem (16, 18), hidpos.newland (8)
    for maker in [
      SNAPICodeType.symbology(0x0B), SSICodeType.symbology(0x0B), OEMLabelIdentifier.short(0x16),
      NewlandSymbologyID.symbology(8),
    ] {
      let scan = read("4006381333931", nil, maker: maker)
      #expect(scan.symbology == .ean13 && scan.gtin14 == "04006381333931")
    }
    #expect(read("ABC-123", nil, maker: OEMLabelIdentifier.long(0x18)).scanDataType == 110)
    #expect(read("https://example.com/abcdefghi", nil, maker: SNAPICodeType.symbology(0x1C)).symbology == .qr)
  }

  @Test func `a Digital Link in a QR code gives its trade item`() {
    let scan = read("https://id.gs1.org/01/09520123456788/10/ABC1?17=180426", "]Q1")
    #expect(scan.symbology == .qr)
    #expect(scan.gtin14 == "09520123456788")
    #expect(scan.gs1?.bracketed == "(01)09520123456788(10)ABC1(17)180426")
    #expect(read("https://id.gs1.org/01/09520123456788", "]E0").gs1 == nil)
    #expect(read("https://example.com/order/17", "]Q1").gs1 == nil)
  }

  @Test func `FNC1 that comes as a character is understood`() {
    #expect(read("\u{1D}0112312312312333", "]d1").gs1?.bracketed == "(01)12312312312333")
    #expect(read("\u{1D}0112312312312333", nil).gtin14 == "12312312312333")
    #expect(read("\u{1D}0112312312312333", "]A0").gs1 == nil)
    #expect(read("\u{1D}hello", "]d1").gs1 == nil)
  }

  @Test func `the form for people is understood where it has no fault`() {
    #expect(read("(01)12312312312333(10)AB", "]Q1").gtin14 == "12312312312333")
    #expect(read("(01) see below", "]Q1").gs1 == nil)
  }

  @Test func `a label with an ECI is read without its escapes`() {
    let scan = ScanReading(Array("\\0000260112312312312333".utf8), aim: AIMIdentifier("]Q4"))
    #expect(scan.gs1?.bracketed == "(01)12312312312333")
    #expect(scan.text.eci == 26)
    #expect(scan.text.text == "0112312312312333")
  }

  @Test func `the add-on of a magazine stands beside its number`() {
    let scan = read("977204936300212", "]E3")
    #expect(scan.addOn == "12" && scan.scanDataType == 119 && scan.gtin14 == "09772049363002")
    #expect(scan.candidates.map(\.number) == ["2049-3630"])
    #expect(read("12", "]E1").addOn == "12")
  }

  @Test func `a payment code is a secret, whatever else it may be`() {
    #expect(read("134567890123456789", "]Q1").isSecret)
    #expect(read("134567890123456789", "]Q1").candidates.map(\.kind) == [.payment])
    #expect(!read("134567890123456789", "]E0").isSecret)
  }

  @Test func `any bytes under any identifier are read without a trap`() {
    var state: UInt64 = 88_172_645_463_325_252
    func next() -> UInt8 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state >> 32)
    }
    let alphabet = Array("0123456789(\u{1D}\\%/?=&hts:.A\u{80}\u{FF}".utf8)
    for aim in ["]E0", "]E3", "]E4", "]C1", "]Q1", "]Q2", "]Q4", "]d2", "]e0", "]X0", "]I1", nil] {
      for _ in 0..<2_000 {
        let raw = (0..<Int(next() % 48)).map { _ in alphabet[Int(next()) % alphabet.count] }
        let scan = ScanReading(raw, aim: aim.flatMap { AIMIdentifier($0) })
        #expect(scan.text.data.count <= raw.count)
        if let gtin = scan.gtin14 { #expect(CheckDigit.isValid(Array(gtin.utf8))) }
      }
    }
  }
}
