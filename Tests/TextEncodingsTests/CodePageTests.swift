import Testing
import TextEncodings

struct CodePageTests {
  private func bytes(_ text: String, _ name: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try #require(TextEncoding.named(name)).encode(text, into: &bytes)
    return bytes
  }

  /// FNV-1a over the 128 code points; the expected ones come from CPython's codecs, controls and holes as U+FFFD.
  @Test(
    arguments: [
      ("cp437", 0x287A00C7E098B2E0), ("cp720", 0x108E3E7B197AE723),
      ("cp737", 0xB226CAED8BBB1302), ("cp775", 0x3943F57E6066BA20),
      ("cp850", 0xDB9F5E248F910490), ("cp852", 0xEF17AA482509ABCB),
      ("cp855", 0x35B96EB48C2048B6), ("cp856", 0xA4D89101954DC545),
      ("cp857", 0x2722C5043977BEC4), ("cp858", 0x867C8EB3B8FEF81B),
      ("cp860", 0x7761FA45BA948413), ("cp861", 0xF459F401EC4DDA57),
      ("cp862", 0x077AEE9CF52B6EEE), ("cp863", 0xF26878E48202098F),
      ("cp864", 0xF4CCF89A42FF074D), ("cp865", 0x180C11F38ED27468),
      ("cp866", 0xE80A00CC88B882BD), ("cp869", 0xD21E979C40FACAAB),
      ("cp874", 0x4775F4D02490001D), ("cp1125", 0xAD5C9E440B752FC1),
      ("windows-1250", 0x84A469485CF250BA), ("windows-1251", 0x875F4381219F9208),
      ("windows-1252", 0xA9610D27BD3D4208), ("windows-1253", 0x6BA9E414A6F96FCA),
      ("windows-1254", 0x22F4D42272C93AE0), ("windows-1255", 0x90362E8ECCC21475),
      ("windows-1256", 0x9DB24AE2CEC223E0), ("windows-1257", 0x1ACAC0CBECFB6FFD),
      ("windows-1258", 0x77F17E4963C0ADA5), ("iso8859-1", 0xA58929DDAB647665),
      ("iso8859-2", 0xD2FDE745ACAF700E), ("iso8859-3", 0xEA9CADF37A328504),
      ("iso8859-4", 0xA6DF8B3226DF6001), ("iso8859-5", 0x17DC59A165600381),
      ("iso8859-6", 0x9167476B6335E319), ("iso8859-7", 0x98830138CBFBA5BF),
      ("iso8859-8", 0x96F6A3F0274B5774), ("iso8859-9", 0xD1297427B4361E8A),
      ("iso8859-10", 0x80412C831F0187AE), ("iso8859-11", 0xB5EC9AF401CC5AD1),
      ("iso8859-13", 0x05A8CA709B5DB24C), ("iso8859-14", 0x865C602E0A9AE8C4),
      ("iso8859-15", 0xA7505B17CD4D82C7), ("iso8859-16", 0xD1485E120995192B),
      ("rk1048", 0xA65DF158980C55EB), ("koi8-r", 0x90A97FC4A62AF069),
      ("koi8-u", 0x8E99E47A8F85395A),
    ] as [(String, UInt64)])
  func `a page that CPython has is the same there`(name: String, expected: UInt64) throws {
    let page = try #require(TextEncoding.named(name))
    let text = page.decode(0x80...0xFF as ClosedRange<UInt8>)
    #expect(text.unicodeScalars.count == 128)
    #expect(fnv(text.unicodeScalars) == expected)
  }

  @Test(
    arguments: [
      ("cp720", "ء£", [0x98, 0x9C]),
      ("cp771", "Ąž", [0xDC, 0xFD]),
      ("cp772", "Жž", [0x86, 0xD8]),
      ("cp774", "ąž", [0xD0, 0xD8]),
      ("cp851", "Ύ", [0x95]),
      ("cp853", "Ĉŝ", [0x8F, 0xC7]),
      ("cp1098", "،", [0x82]),
      // 25 and 2A are an Arabic percent sign and star.
      ("cp1098", "٪٭", [0x25, 0x2A]),
      // 5B, 5C and 7E are Maltese letters.
      ("cp3041", "ġżĊ", [0x5B, 0x5C, 0x7E]),
      ("katakana", "ｱﾟ円年", [0xB1, 0xDF, 0xF1, 0xF2]),
      ("katakana-star", "ｱ", [0xB1]),
      ("thai11", "ก฿", [0xA1, 0xDF]),
      ("thai13", "ก", [0xA1]),
      ("thai42", "ก", [0xA1]),
      ("tcvn-3-1", "ăđỵ", [0xA8, 0xAE, 0xFE]),
      ("tcvn-3-2", "ĂƯ", [0xA1, 0xAD]),
      ("viscii", "ế", [0xAA]),
      ("cp3012", "АŠ", [0x80, 0xD0]),
      ("mik", "АЯя", [0x80, 0x9F, 0xBF]),
      ("latvian", "Ā", [0xB5]),
      ("hebrew", "א¢", [0x80, 0x9B]),
      ("hebrew-bixolon", "את", [0xE0, 0xFA]),
      ("iso8859-2-epson", "░", [0x80]),
      ("star", "ÄÖÜß", [0xA0, 0xA1, 0xA2, 0xA3]),
      ("oxhoo-european", "€", []),
    ] as [(String, String, [UInt8])])
  func `a maker's page gives the maker's bytes`(name: String, text: String, expected: [UInt8]) throws {
    let page = try #require(TextEncoding.named(name))
    if expected.isEmpty {
      #expect(!page.canEncode(text))
    } else {
      #expect(try bytes(text, name) == expected)
      #expect(page.decode(expected) == text)
    }
  }

  @Test func `what a page has in the place of ASCII is not sent for ASCII`() throws {
    let farsi = try #require(TextEncoding.named("cp1098"))
    #expect(!farsi.canEncode("5%"))
    #expect(farsi.canEncode("5"))
    #expect(try bytes("[]", "cp3041") == Array("??".utf8))
  }

  @Test(arguments: TextEncoding.names)
  func `every byte of a page comes back`(name: String) throws {
    let page = try #require(TextEncoding.named(name))
    #expect(page.name == name)
    guard !page.isMultiByte else { return }
    var seen: Set<Unicode.Scalar> = []
    for byte in 0x20...0xFF as ClosedRange<UInt8> {
      let text = page.decode([byte])
      guard let scalar = text.unicodeScalars.first, scalar != "\u{FFFD}", seen.insert(scalar).inserted else { continue }
      var bytes: [UInt8] = []
      let lost = page.encode(text, into: &bytes)
      // Joiners and direction marks leave nothing.
      if bytes.isEmpty { continue }
      #expect(lost == 0 && page.decode(bytes) == text, "\(name) \(String(byte, radix: 16))")
    }
    #expect(seen.count >= 0x5F)
  }

  @Test(
    arguments: [
      ("cp1252", "windows-1252"), ("windows1250", "windows-1250"), ("ISO_8859-2", "iso8859-2"),
      ("TCVN-3-1", "tcvn-3-1"),
      ("epson/katakana", "katakana"), ("windows-874", "cp874"), ("CP932", "shift-jis"), ("EUC-KR", "ks-x-1001"),
      ("cp950", "big5"), ("tcvn3capitals", "tcvn-3-2"),
    ])
  func `other names of an encoding lead to it`(alias: String, name: String) throws {
    #expect(try #require(TextEncoding.named(alias)).name == name)
  }

  @Test func `two letters that make one in a page are composed, also in Vietnamese`() throws {
    #expect(try bytes("e\u{302}\u{301}", "viscii") == [0xAA])
    // Page 1258 has ê and the acute, and not the two in one.
    #expect(try bytes("e\u{302}\u{301}", "windows-1258") == [0xEA, 0xEC])
    #expect(try bytes("\u{415}\u{308}", "cp866") == [0xF0])
  }
}

/// FNV-1a by code points.
func fnv(_ scalars: some Sequence<Unicode.Scalar>) -> UInt64 {
  scalars.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1.value)) &* 0x100_0000_01B3 }
}
