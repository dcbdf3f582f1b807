import Barcodes
import Testing

struct GTINTests {
  @Test(arguments: [
    ("400638133393", "1"), ("9638507", "4"), ("03600029145", "2"), ("1001234567890", "2"), ("00614141123456789", "0"),
  ])
  func `check digits are those of GS1's examples`(body: String, check: String) {
    #expect(CheckDigit.of(Array(body.utf8)) == check.utf8.first)
    #expect(CheckDigit.isValid(Array((body + check).utf8)))
  }

  @Test(arguments: [
    // One for each rule of the last digit; 0425261 is the example of the specification.
    ("0425261", "042100005264"), ("425261", "042100005264"), ("04252614", "042100005264"), ("01234505", "012000003455"),
    ("0123453", "012300000451"), ("0123454", "012340000053"), ("0123455", "012345000058"),
    ("0123459", "012345000096"), ("0123451", "012100003454"), ("0123452", "012200003453"),
  ])
  func `UPC-E is the UPC-A that it stands for`(short: String, long: String) throws {
    let expanded = try #require(UPCE.expand(Array(short.utf8)))
    #expect(String(decoding: expanded, as: UTF8.self).prefix(11) == long.prefix(11))
    #expect(CheckDigit.isValid(expanded))
  }

  @Test(arguments: ["", "12345", "123456789", "04252615", "2425261", "04A5261"])
  func `what is no UPC-E is refused`(text: String) {
    #expect(UPCE.expand(Array(text.utf8)) == nil)
  }

  @Test(
    arguments: [
      ("425261", Symbology.upcE, "00042100005264"), ("0425261", .upcE, "00042100005264"),
      ("04252614", .upcE, "00042100005264"), ("042100005264", .upcE, "00042100005264"),
      ("0042100005264", .upcE, "00042100005264"), ("04252615", .upcE, nil), ("03600029145", .upcA, "00036000291452"),
      ("0036000291452", .upcA, "00036000291452"), ("03600029145212", .upcAAddOn, "00036000291452"),
      ("9638507412", .ean8AddOn, "00000096385074"), ("42526112", .upcEAddOn, "00042100005264"),
      ("12", .eanAddOn, nil), ("12345", .eanAddOn, nil), ("10012345678902", .itf, "10012345678902"),
      ("10012345678903", .itf, nil), ("100123456789", .itf, nil),
    ] as [(String, Symbology, String?)])
  func `trade item numbers get their fourteen digits`(text: String, symbology: Symbology, gtin: String?) {
    #expect(GTIN14.find(in: Array(text.utf8), symbology) == gtin)
  }

  @Test(
    arguments: [
      ("400638133393112", Symbology.eanAddOn, "4006381333931", "12"),
      ("400638133393152495", .eanAddOn, "4006381333931", "52495"),
      ("03600029145212345", .upcAAddOn, "036000291452", "12345"),
      ("9638507412", .ean8AddOn, "96385074", "12"), ("0425261412", .upcEAddOn, "04252614", "12"),
      ("12", .eanAddOn, "", "12"),
      ("52495", .eanAddOn, "", "52495"),
    ])
  func `the add-on is split off`(text: String, symbology: Symbology, main: String, addOn: String) {
    let parts = AddOn.split(Array(text.utf8), symbology)
    #expect(parts.map { String(decoding: $0.main, as: UTF8.self) } == main)
    #expect(parts.map { String(decoding: $0.addOn, as: UTF8.self) } == addOn)
  }

  @Test func `no other symbology has an add-on, and no other length`() {
    #expect(AddOn.split(Array("400638133393112".utf8), .ean13) == nil)
    #expect(AddOn.split(Array("4006381333931123".utf8), .eanAddOn) == nil)
    #expect(AddOn.split(Array("40063813339311X".utf8), .eanAddOn) == nil)
    #expect(AddOn.split([], .eanAddOn) == nil)
  }
}
