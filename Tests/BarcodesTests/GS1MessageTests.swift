import Barcodes
import PosTesting
import Testing

struct GS1MessageTests {
  private func read(_ text: String) -> GS1Message {
    GS1Message(elementString: Array(text.replacing("^", with: "\u{1D}").utf8))
  }

  /// Data of the tests of GS1's Barcode Syntax Engine, `^` for FNC1; origin in NOTICE.
  @Test(arguments: [
    ("011231231231233310ABC123^99TESTING", "(01)12312312312333(10)ABC123(99)TESTING"),
    ("^011231231231233310ABC123^99TESTING^98XYZ", "(01)12312312312333(10)ABC123(99)TESTING(98)XYZ"),
    ("011231231231233310ABC123^1199122598TESTING^97XYZ", "(01)12312312312333(10)ABC123(11)991225(98)TESTING(97)XYZ"),
    ("00006141411234567890", "(00)006141411234567890"),
    ("0109520123456788310300019539220299^17201225", "(01)09520123456788(3103)000195(3922)0299(17)201225"),
    ("0195012345678903^310300043^", "(01)95012345678903(3103)00043"),
    ("2531231231231232TEST5678901234567", "(253)1231231231232TEST5678901234567"),
    ("8018123456789012345675^8019123", "(8018)123456789012345675(8019)123"),
    ("80049520614141234567^0109520123456788", "(8004)9520614141234567(01)09520123456788"),
    ("", ""), ("^^^", ""),
  ])
  func `element strings are taken apart as GS1's engine does`(text: String, bracketed: String) {
    #expect(read(text).bracketed == bracketed)
  }

  @Test func `the elements of a label have titles and places`() throws {
    let message = read("010950600013435217271231" + "10ABC123^21XYZ")
    #expect(message.elements.map(\.ai) == ["01", "17", "10", "21"])
    #expect(message.elements.map(\.title) == ["GTIN", "USE BY or EXPIRY", "BATCH/LOT", "SERIAL"])
    #expect(message.elements.map(\.place) == [2, 18, 26, 35])
    #expect(message.warnings == [])
    #expect(message.gtin14 == "09506000134352")
    #expect(message.value("21") == Array("XYZ".utf8))
    #expect(message.value("99") == nil)
  }

  @Test func `every identifier of the dictionary is found, by itself alone`() throws {
    let dictionary = GS1Dictionary.standard
    #expect(dictionary.rows.count == 219)
    var names: Set<String> = []
    for number in 0...9999 {
      let padded = String(String(10_000 + number).dropFirst())
      guard let row = dictionary.identifier(at: Array(padded.utf8)[...]) else { continue }
      let name = String(padded.prefix(row.digits))
      names.insert(name)
      #expect(dictionary.identifier(named: Array(name.utf8)[...]) == row)
      if let length = GS1Dictionary.predefinedLength(Array(padded.utf8)[...]) {
        #expect(row.isPredefined && length == row.digits + row.lengths.upperBound, "\(name)")
      } else {
        #expect(!row.isPredefined, "\(name)")
      }
    }
    #expect(names.count == 536)
    for name in ["", "0", "04", "14", "18", "19", "3106", "4308x", "9", "715x", "7260", "8888", "0x"] {
      #expect(dictionary.identifier(named: Array(name.utf8)[...]) == nil, "\(name)")
    }
  }

  @Test(arguments: [
    ("0112312312312334", "csum", 15), ("11991332", "yymmd0", 4), ("17990231", "yymmd0", 6),
    ("10ABC DEF", "badCharacter", 5),
    ("30ABC", "badCharacter", 2), ("10", "tooShort", 2), ("01123", "tooShort", 5),
    ("10ABCDEFGHIJKLMNOPQRSTUVWX", "tooLong", 22),
    ("422000", "iso3166", 3), ("3910000100", "iso4217", 4), ("4307XX", "iso3166alpha2", 4),
    ("8007XX361234567890", "iban", 4),
    ("800412A4", "key", 6), ("8110", "tooShort", 4), ("81127", "couponposoffer", 4),
    ("8006123123123123330102X", "tooLong", 22),
    ("15260132", "yymmd0", 6), ("89ABC", "unknownIdentifier", 0),
    ("01123123123123338A", "unknownIdentifier", 16), ("30123456789", "tooLong", 10),
    ("8008270101" + "2460", "hh", 10), ("4309" + "9999999999" + "0000000000", "latitude", 4),
  ])
  func `what breaks the dictionary's rules is a warning with its place`(text: String, code: String, place: Int) {
    let message = read(text)
    #expect(message.warnings.contains { $0.code == code && $0.place == place }, "\(message.warnings)")
  }

  @Test func `nothing is rejected`() {
    let message = read("0112312312312334" + "17991332" + "10ABC DEF")
    #expect(message.elements.map(\.ai) == ["01", "17", "10"])
    #expect(message.gtin14 == nil)
    #expect(message.warnings.map(\.code) == ["csum", "yymmd0", "badCharacter"])
  }

  @Test func `a forgotten FNC1 after data of one length is made good`() {
    let message = read("0112312312312333" + "8005001234" + "422156" + "10AB")
    #expect(message.bracketed == "(01)12312312312333(8005)001234(422)156(10)AB")
    #expect(message.warnings.map(\.code) == ["missingSeparator", "missingSeparator"])
    #expect(message.warnings.map(\.place) == [26, 32])
  }

  @Test func `an unknown identifier ends with its FNC1, or with its predefined length`() {
    let message = read("89ABC^10AB^" + "14123456" + "21X")
    #expect(message.bracketed == "(10)AB(21)X")
    #expect(message.warnings.filter { $0.code == "unknownIdentifier" }.map(\.place) == [0, 11])
  }

  @Test func `partners and repetitions are hints`() {
    #expect(read("10AB").warnings.map(\.code) == ["missingPartner"])
    #expect(read("10AB").warnings.first?.message == "(10) stands beside (01) or (02) or (03) or (8006) or (8026)")
    #expect(read("0112312312312333" + "10AB").warnings == [])
    #expect(read("0112312312312333" + "37005").warnings.map(\.code).contains("badPartner"))
    #expect(
      read("0112312312312333" + "3103000195" + "3102000195").warnings.map(\.code) == ["badPartner", "badPartner"])
    #expect(read("0112312312312333" + "10A^10B").warnings.map(\.code) == ["repeated"])
    #expect(read("0112312312312333" + "10A^10A").warnings == [])
    // 394n and 8111 exclude each other only where they are there.
    #expect(read("0112312312312333" + "3922123").warnings.map(\.code) == ["missingPartner"])
    #expect(read("0112312312312333" + "3922123^3103000195").warnings == [])
  }

  @Test(arguments: [
    "(01)12312312312333(10)ABC(123)(21)X", "(00)006141411234567890",
    "(01)09520123456788(3103)000195(3922)0299(17)201225",
    "(8010)ABC/1-2#3", "(8004)9520614141234567(99)a(b)c",
  ])
  func `the form for people and the one of scanners say the same`(text: String) throws {
    let message = try #require(GS1Message(bracketed: Array(text.utf8)))
    #expect(message.bracketed == text)
    let scanned = GS1Message(elementString: message.elementString())
    #expect(scanned.bracketed == text)
    #expect(scanned.elements.map(\.value) == message.elements.map(\.value))
  }

  @Test(arguments: ["", "01", "(", "(01", "(1)2", "(89)1", "hello (01)", "()", "(012345678)"])
  func `what has no identifier in parentheses is no element string for people`(text: String) {
    #expect(GS1Message(bracketed: Array(text.utf8)) == nil)
  }

  @Test func `hostile data are read to a bound`() {
    let many = read(String(repeating: "10A^", count: 5_000))
    #expect(many.elements.count == GS1Message.elementLimit)
    #expect(many.warnings.contains { $0.code == "tooMany" })
    let unknown = read(String(repeating: "8^", count: 5_000))
    #expect(unknown.elements.isEmpty && unknown.warnings.count <= 100)
    let parentheses = GS1Message(bracketed: Array(("(10)" + String(repeating: "(", count: 8_000)).utf8))
    #expect(parentheses?.elements.count == 1)
    let bytes = GS1Message(elementString: Array("10".utf8) + [0xFF, 0x00, 0xC3])
    #expect(bytes.warnings.map(\.code).contains("badCharacter"))
  }

  @Test func `every start and every cut of a label is read without a trap`() {
    let label =
      Array("010950600013435217271231".utf8) + Array("10ABC123".utf8) + [0x1D] + Array("8008270101246060".utf8)
    for start in label.indices {
      for end in start...label.count { _ = GS1Message(elementString: Array(label[start..<end])) }
    }
  }
}
