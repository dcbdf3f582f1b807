import HIDReports
import PosModel
import Testing

/// The expected characters are those of the boards of Windows (CLDR's keyboard charts).
@Suite struct KeyboardLayoutTests {
  private typealias Key = (modifiers: [UInt16], usage: UInt16)

  private let shift: [UInt16] = [0xE1]
  private let altGr: [UInt16] = [0xE6]

  private func typed(
    _ layout: KeyboardLayout, _ keys: [Key], caps: KeyboardDecoder.CapsLock = .follow
  ) -> [KeyboardOutput] {
    var decoder = KeyboardDecoder(layout, capsLock: caps)
    var outputs: [KeyboardOutput] = []
    for key in keys {
      for usage in key.modifiers + [key.usage] { outputs += decoder.take(KeyTransition(usage: usage, phase: .down)) }
      for usage in [key.usage] + key.modifiers { outputs += decoder.take(KeyTransition(usage: usage, phase: .up)) }
    }
    return outputs
  }

  private func text(_ layout: KeyboardLayout, _ keys: [Key], caps: KeyboardDecoder.CapsLock = .follow) -> String {
    var text = ""
    for case .character(let character) in typed(layout, keys, caps: caps) { text.unicodeScalars.append(character) }
    return text
  }

  /// The rows of keys from the top as the layout of a country has them, without dead keys.
  @Test(arguments: [
    ("us", "`1234567890-=", "~!@#$%^&*()_+"), ("gb", "`1234567890-=", "¬!\"£$%^&*()_+"),
    ("tr", "\"1234567890*-", "é!'+%&/()=?_"), ("it", "\\1234567890'ì", "|!\"£$%&/()=?^"),
    ("es", "º1234567890'¡", "ª!\"·$%&/()=?¿"), ("be", "²&é\"'(§è!çà)-", "³1234567890°_"),
    ("fr", "²&é\"'(-è_çà)=", "1234567890°+"), ("jp", "1234567890-^", "!\"#$%&'()=~"),
    ("de", "1234567890ß", "°!\"§$%&/()=?"),
  ])
  func `the top row of each country types its digits and signs`(name: String, plain: String, shifted: String) throws {
    let layout = try #require(KeyboardLayout.named(name))
    let row: [UInt16] = [0x35] + Array(0x1E...0x27) + [0x2D, 0x2E]
    func isLive(_ usage: UInt16, _ shift: Bool) -> Bool {
      layout.character(UInt8(usage), shift: shift).map { !(0x300...0x36F).contains($0.value) } ?? false
    }
    #expect(text(layout, row.filter { isLive($0, false) }.map { ([], $0) }) == plain)
    #expect(text(layout, row.filter { isLive($0, true) }.map { (shift, $0) }) == shifted)
  }

  @Test func `letters lie where the country has them, and AltGr reaches a third level`() {
    #expect(text(.fr, [([], 0x14), ([], 0x1A), ([], 0x33), (shift, 0x36)]) == "azm.")
    #expect(text(.de, [([], 0x1C), ([], 0x1D), ([], 0x2F), ([], 0x64), (altGr, 0x64), (altGr, 0x14)]) == "zyü<|@")
    #expect(text(.tr, [([], 0x0C), (shift, 0x0C), ([], 0x34), (shift, 0x34), (altGr, 0x14)]) == "ıIiİ@")
    #expect(text(.it, [(altGr, 0x2F), (altGr + shift, 0x2F), (altGr, 0x33)]) == "[{@")
    #expect(text(.gb, [(altGr, 0x21), (altGr, 0x08), (shift + altGr, 0x08), ([], 0x32), ([], 0x31)]) == "€éÉ##")
    // The Yen key, the key beside the right Shift, and the key left of Enter.
    #expect(text(.jp, [([], 0x89), (shift, 0x89), ([], 0x87), (shift, 0x87), ([], 0x32)]) == "\\|\\_]")
    // Ctrl with left Alt is AltGr, on boards that have one.
    #expect(text(.de, [([0xE0, 0xE2], 0x24)]) == "{")
    #expect(typed(.us, [([0xE0, 0xE2], 0x24)]) == [.unreadable])
    #expect(typed(.us, [(altGr, 0x24)]) == [.unreadable])
  }

  @Test func `a dead key takes the next letter, or stands alone`() {
    let circumflex: Key = ([], 0x35)
    #expect(text(.de, [circumflex, ([], 0x08)]) == "ê")
    #expect(text(.de, [circumflex, ([], 0x2C)]) == "^")
    #expect(text(.de, [circumflex, ([], 0x1E)]) == "^1")
    #expect(text(.de, [circumflex, circumflex, ([], 0x04)]) == "^^a")
    #expect(typed(.de, [circumflex, ([], 0x28)]) == [.character("^"), .terminator(.enter)])
    #expect(text(.es, [([], 0x34), (shift, 0x04)]) == "Á")
    #expect(text(.fr, [(altGr, 0x1F), ([], 0x11)]) == "ñ")
    #expect(text(.fr, [(altGr, 0x26)]) == "^")
  }

  @Test func `Ctrl goes by the letter of the layout, and by the place of the key for signs`() {
    let control: [UInt16] = [0xE0]
    // A is where a US board has Q.
    #expect(text(.fr, [(control, 0x14)]) == "\u{01}")
    for layout in KeyboardLayout.all where layout.name != "jp" {
      #expect(text(layout, [(control, 0x2F), (control, 0x30)]) == "\u{1B}\u{1D}", "\(layout.name)")
    }
    #expect(text(.jp, [(control, 0x30), (control, 0x32), (control, 0x2E)]) == "\u{1B}\u{1D}\u{1E}")
  }

  @Test func `Caps Lock shifts letters, and in some countries digits and signs`() {
    let caps: Key = ([], 0x39)
    let keys: [Key] = [([], 0x04), (shift, 0x04), ([], 0x1E), ([], 0x2D), ([], 0x59)]
    #expect(text(.us, [caps] + keys + [caps, ([], 0x04)]) == "Aa1-1a")
    #expect(text(.de, [caps] + keys) == "Aa!?1")
    #expect(text(.fr, [caps] + keys) == "Qq1°1")
    #expect(text(.it, [caps, ([], 0x2F)]) == "è")
    #expect(text(.es, [caps, ([], 0x33)]) == "Ñ")
    #expect(text(.tr, [caps, ([], 0x34), ([], 0x0C)]) == "İI")
    #expect(text(.us, [caps] + keys, caps: .ignore) == "aA1-1")
    #expect(text(.us, keys, caps: .on) == "Aa1-1")
    #expect(text(.us, [caps] + keys, caps: .on) == "Aa1-1")
  }

  @Test func `the keypad types digits in every country`() {
    for layout in KeyboardLayout.all {
      #expect(text(layout, (0x54...0x57).map { ([], $0) } + (0x59...0x63).map { ([], $0) }) == "/*-+1234567890.")
    }
  }

  @Test func `names find layouts`() {
    #expect(KeyboardLayout.all.map(\.name) == ["be", "de", "es", "fr", "gb", "it", "jp", "tr", "us"])
    #expect(KeyboardLayout.named("uk") == nil)
  }
}
