import Barcodes
import Testing

struct GS1DigitalLinkTests {
  private func read(_ uri: String) -> GS1Message? { GS1DigitalLink.read(Array(uri.utf8)) }

  /// Addresses of the tests of GS1's Barcode Syntax Engine; origin in NOTICE.
  @Test(arguments: [
    ("http://a/00/006141411234567890", "(00)006141411234567890"),
    ("HTTPS://a/00/006141411234567890", "(00)006141411234567890"),
    ("https://a/01/12312312312333", "(01)12312312312333"),
    ("https://a:65535/01/12312312312333", "(01)12312312312333"),
    ("https://[2001:db8::1]/01/12312312312333", "(01)12312312312333"),
    ("https://a/more/stem/00/006141411234567890", "(00)006141411234567890"),
    ("https://a/00/faux/00/006141411234567890", "(00)006141411234567890"),
    ("https://a/01/2112345678900", "(01)02112345678900"), ("https://a/01/416000336108", "(01)00416000336108"),
    ("https://a/01/02345673", "(01)00000002345673"),
    ("https://a/01/12312312312333/22/TEST/10/ABC/21/XYZ", "(01)12312312312333(22)TEST(10)ABC(21)XYZ"),
    ("https://a/01/12312312312333/235/TEST", "(01)12312312312333(235)TEST"),
    ("https://a/253/1231231231232TEST5678901234567", "(253)1231231231232TEST5678901234567"),
    ("https://a/8018/123456789012345675/8019/123", "(8018)123456789012345675(8019)123"),
    ("https://a/stem/00/006141411234567890?", "(00)006141411234567890"),
    ("https://a/stem/401/12345678?99=ABC", "(401)12345678(99)ABC"),
    ("https://a/01/12312312312333?&&&99=ABC&&&&&&98=XYZ&&&", "(01)12312312312333(99)ABC(98)XYZ"),
    (
      "https://a/01/12312312312333?singleton1&unknown1=555&99=ABC&singleton2&unknown2=6666&98=XYZ",
      "(01)12312312312333(99)ABC(98)XYZ"
    ),
    ("https://a/01/12312312312333/22/ABC%2d123?99=ABC&98=XYZ%2f987", "(01)12312312312333(22)ABC-123(99)ABC(98)XYZ/987"),
    ("https://a/01/12312312312333/22/ABC+123", "(01)12312312312333(22)ABC+123"),
    ("https://a/01/12312312312333/22/test/10/abc/21/xyz#fragment", "(01)12312312312333(22)test(10)abc(21)xyz"),
    (
      "https://id.gs1.org/01/09520123456788/10/ABC1/21/12345?17=180426",
      "(01)09520123456788(10)ABC1(21)12345(17)180426"
    ),
    (
      "https://example.com/01/9520123456788?3103=000195&3922=0299&17=201225",
      "(01)09520123456788(3103)000195(3922)0299(17)201225"
    ),
    (
      "https://id.gs1.org/00/952012345678912345?02=09520123456788&37=25&10=ABC123",
      "(00)952012345678912345(02)09520123456788(37)25(10)ABC123"
    ), ("https://id.gs1.org/414/9520123456788/254/32a%2Fb", "(414)9520123456788(254)32a/b"),
    ("https://example.com/8004/9520614141234567?01=9520123456788", "(8004)9520614141234567(01)09520123456788"),
    ("https://a/01/12312312312333/", "(01)12312312312333"),
  ])
  func `addresses give the elements that GS1's engine finds`(uri: String, bracketed: String) throws {
    let message = try #require(read(uri))
    #expect(message.bracketed == bracketed)
    #expect(message.warnings.allSatisfy { $0.code != "tooLong" && $0.code != "badCharacter" })
    let again = GS1Message(elementString: message.elementString())
    #expect(again.bracketed == bracketed)
  }

  @Test(arguments: [
    "", "http:///", "http://a", "http://a/", "http://a/b", "http://a/b/", "HtTp://a/b/00/006141411234567890",
    "https://00/006141411234567890", "https://a/gtin/12312312312333", "https://a/01/12312312312334",
    "https://a/253/1231231231232TEST56789012345678", "https://a/01/foo", "https://a/10/ABC", "https://a/01//10/ABC",
    "https://example.com/2026/11/26", "https://a/01/12312312312333/89/ABC123", "ftp://a/01/12312312312333",
    "https://a#/01/12312312312333", "https://?/01/12312312312333", "https://#",
  ])
  func `other addresses are none`(uri: String) {
    #expect(read(uri) == nil)
  }

  @Test(arguments: [
    ("https://a/01/12312312312333/21/X/10/Y", "qualifierOrder", 28),
    ("https://a/01/12312312312333/235/X/10/Y", "qualifierOrder", 28),
    ("https://a/01/12312312312333?8200=x", "notAttribute", 28),
    ("https://a/01/12312312312333?999=x", "unknownIdentifier", 28),
    ("https://a/01/12312312312333?17=209999", "yymmd0", 33),
    ("https://a/01/12312312312333?98=XYZ+987", "badCharacter", 34),
    ("https://a/01/12312312312333?99=", "tooShort", 31),
    ("https://a/01/12312312312333?98=a%20b", "badCharacter", 32),
    ("https://a/01/12312312312333?01=24012345678905", "repeated", 31),
  ])
  func `what is not as GS1 wants it is a warning with its place`(uri: String, code: String, place: Int) throws {
    let message = try #require(read(uri))
    #expect(message.warnings.contains { $0.code == code && $0.place == place }, "\(message.warnings)")
  }

  @Test func `hostile addresses are read to a bound`() {
    #expect(read("https://a" + String(repeating: "/01/12312312312333", count: 400)) == nil)
    let query = String(repeating: "10=A&", count: 2_000)
    #expect((read("https://a/01/12312312312333?" + query)?.elements.count ?? 0) <= GS1Message.elementLimit)
    let uri = Array("https://a/01/12312312312333/22/A%2d?17=271231&99=%4#x".utf8)
    for end in uri.indices { _ = GS1DigitalLink.read(Array(uri[..<end])) }
    for index in uri.indices {
      var changed = uri
      changed[index] = 0xFF
      _ = GS1DigitalLink.read(changed)
    }
  }
}
