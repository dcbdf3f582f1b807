import Barcodes
import Testing

struct BarcodesTests {
  @Test(arguments: [
    ("]E0", 13, Symbology.ean13, 104), ("]E0", 12, .upcA, 101), ("]E4", 8, .ean8, 103), ("]E3", 15, .eanAddOn, 119),
    ("]C0", 5, .code128, 110), ("]C1", 16, .gs1_128, 120), ("]C4", 9, .isbt128, 141), ("]A0", 5, .code39, 108),
    ("]Q1", 20, .qr, 204), ("]Q3", 20, .gs1QR, 209), ("]d1", 9, .dataMatrix, 203), ("]d2", 9, .gs1DataMatrix, 208),
    ("]e0", 16, .gs1DataBar, 131), ("]L0", 9, .pdf417, 201), ("]L3", 9, .microPDF417, 207), ("]z0", 9, .aztec, 206),
    ("]X0", 9, .other, 501), ("]h0", 9, .hanXin, 215), ("]I1", 14, .itf, 106),
  ])
  func `the AIM identifier tells the symbology`(aim: String, length: Int, symbology: Symbology, type: Int) throws {
    let found = Symbology(try #require(AIMIdentifier(aim)), length: length)
    #expect(found == symbology)
    #expect(found.scanDataType == type)
  }

  @Test(arguments: ["4006381333931", "96385074", "036000291452", "10012345678902"])
  func `a valid check digit is taken and every other is not`(code: String) {
    let digits = Array(code.utf8)
    #expect(CheckDigit.isValid(digits))
    for wrong in UInt8(ascii: "0")...UInt8(ascii: "9") where wrong != digits.last {
      #expect(!CheckDigit.isValid(digits.dropLast() + [wrong]))
    }
    #expect(!CheckDigit.isValid(digits.dropLast() + [0x41]))
    #expect(!CheckDigit.isValid([UInt8]()))
  }

  @Test(
    arguments: [
      ("4006381333931", Symbology.ean13, "04006381333931"), ("036000291452", .upcA, "00036000291452"),
      ("96385074", .ean8, "00000096385074"), ("400638133393112", .eanAddOn, "04006381333931"),

      ("10012345678902", .itf, "10012345678902"), ("4006381333931", .unknown, "04006381333931"),
      ("4006381333932", .ean13, nil), ("96385074", .unknown, nil), ("4006381333931", .qr, nil),
      ("01123", .code128, nil),
      ("", .ean13, nil), ("0000000000000000", .ean13, nil), ("00000000000000000000", .upcA, nil),
      ("0000000", .ean13, nil),
    ] as [(String, Symbology, String?)])
  func `the trade item number is found where there is one`(text: String, symbology: Symbology, gtin: String?) {
    #expect(GTIN14.find(in: Array(text.utf8), symbology) == gtin)
  }

  @Test(arguments: [
    ("134567890123456789", Symbology.qr, true), ("284567890123456789", .code128, true),
    ("2545678901234567", .unknown, true), ("6245678901234567890", .qr, true), ("0145678901234567890", .qr, true),
    ("164567890123456789", .qr, false), ("134567890123456789", .ean13, false), ("13456789012345678", .qr, false),
    ("13456789012345678X", .qr, false), ("4006381333931", .unknown, false), ("", .unknown, false),
  ])
  func `payment codes are told from other numbers`(text: String, symbology: Symbology, isPayment: Bool) {
    #expect(PaymentCode.isPossible(Array(text.utf8), symbology) == isPayment)
  }
}
