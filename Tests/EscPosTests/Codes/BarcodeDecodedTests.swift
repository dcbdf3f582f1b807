import EscPos
import PosModel
import PosTesting
import Testing

struct BarcodeDecodedTests {
  /// Streams of the tests of escpos-php: what an emulator gets from other programs.
  @Test func `barcodes of other programs are read`() {
    let read: [(UInt8, String, BarcodeSymbology, String)] = [
      (65, "01234567890", .upcA, "012345678905"), (66, "0123456", .upcE, "01234565"), (69, "*TEXT*", .code39, "TEXT"),
      (71, "A012345A", .codabar, "A012345A"), (73, "{A012ABCD", .code128, "012ABCD"),
      (73, "{B012ABCDabcd", .code128, "012ABCDabcd"), (73, "{C\u{15}\u{20}\u{2B}", .code128, "213243"),
      (74, "(01)9501234567890*", .gs1128, "(01)95012345678903"),
      (74, "(01)9501234567890* {1(3102)000400", .gs1128, "(01)95012345678903(3102)000400"),
      (76, "0950110153000", .dataBar, "09501101530003"), (79, "a{1b{{", .code128, "a\u{F1}b{"),
      (0, "01234567890", .upcA, "012345678905"), (4, "ABC", .code39, "ABC"),
    ]
    for (m, data, symbology, text) in read {
      let barcode = Barcode(gsK: m, Array(data.utf8), moduleWidth: 3, height: 50, text: .above)
      #expect(barcode == Barcode(symbology, text, moduleWidth: 3, height: 50, text: .above), "\(m) \(data)")
    }
  }

  @Test func `what a printer would leave out is not read`() {
    let left: [(UInt8, String)] = [
      (65, "12"), (67, "9501101530004"), (70, "123"), (73, "ABC"), (73, "{"), (73, "{C\u{64}"), (73, "{A{"),
      (73, "{Aa"),
      (73, "{B\u{01}"), (73, "{X"), (74, "*"), (74, "(01"), (74, "{"), (74, "{9"), (79, "{"), (79, "{x"), (200, "1"),
    ]
    for (m, data) in left { #expect(Barcode(gsK: m, Array(data.utf8)) == nil, "\(m) \(data)") }
    #expect(Barcode(gsK: 69, [0xC0]) == nil)
    #expect(Barcode(gsK: 79, [0xC0]) == nil)
  }

  @Test func `whatever bytes come, reading ends and what was read is valid`() throws {
    var random = SplitMix(seed: 5)
    for _ in 0..<20_000 {
      let m = UInt8.random(in: 64...81, using: &random)
      var data = (0..<Int.random(in: 0...24, using: &random)).map { _ in UInt8.random(in: 0...127, using: &random) }
      if m == 73 { data = Array("{\("ABC".randomElement(using: &random) ?? "A")".utf8) + data }
      guard let barcode = Barcode(gsK: m, data) else { continue }
      #expect(try barcode.checked() == barcode)
    }
  }

  @Test func `every code comes back from its bytes`() throws {
    var random = SplitMix(seed: 11)
    var native: Set<BarcodeSymbology> = []
    for symbology in BarcodeSymbology.allCases {
      for _ in 0..<300 {
        let given = Barcode(
          symbology, random.data(for: symbology), moduleWidth: .random(in: 2...6, using: &random),
          height: 80, text: Barcode.Text.allCases.randomElement(using: &random) ?? .none)
        let code = try given.checked()
        guard given.isNative(in: .everything) else { continue }
        native.insert(symbology)
        let bytes = try given.bytes(for: .everything)
        #expect(!bytes.holdsRealTimeCommand)
        #expect(read(bytes) == code, "\(symbology) \(given.data)")
      }
    }
    let drawn: Set<BarcodeSymbology> = [
      .code2of5, .upcASupplement, .upcESupplement, .ean8Supplement, .ean13Supplement,
    ]
    #expect(native == Set(BarcodeSymbology.allCases).subtracting(drawn))
  }

  /// As an emulator reads it: settings, then GS k or GS ( k.
  private func read(_ bytes: [UInt8]) -> Barcode? {
    guard bytes.starts(with: [0x1D, 0x48]) else {
      for case .barcode(let barcode)? in readSymbols(bytes) { return barcode }
      return nil
    }
    guard let text = Barcode.Text(escPos: bytes[2]), bytes[12..<14] == [0x1D, 0x6B], Int(bytes[15]) == bytes.count - 16
    else { return nil }
    return Barcode(
      gsK: bytes[14], Array(bytes[16...]), moduleWidth: Int(bytes[11]), height: Int(bytes[8]), text: text)
  }

  @Test func `optimal subsets are never longer than any one subset`() throws {
    var random = SplitMix(seed: 3)
    for _ in 0..<500 {
      let digits = random.string("0123456789", 2...20)
      let letters = random.string("ABCdef", 0...6)
      let width = try #require(Barcode(.code128, letters + digits, moduleWidth: 1).width())
      let inB = (1 + letters.count + digits.count + 1) * 11 + 13
      #expect(width <= inB)
      if digits.count.isMultiple(of: 2), letters.isEmpty { #expect(width == (1 + digits.count / 2 + 1) * 11 + 13) }
    }
  }
}

/// A seeded generator (SplitMix64), and random data for each symbology.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func string(_ alphabet: String, _ length: ClosedRange<Int>) -> String {
    let letters = Array(alphabet)
    return String(
      (0..<Int.random(in: length, using: &self)).map { _ in letters[Int.random(in: letters.indices, using: &self)] })
  }

  private mutating func digits(_ count: Int) -> String { string("0123456789", count...count) }

  mutating func data(for symbology: BarcodeSymbology) -> String {
    let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    let ascii = String((0..<128).map { Character(Unicode.Scalar(UInt8($0))) })
    switch symbology {
    case .upcA: return digits(11)
    // A fifth digit of 0 has a shorter form.
    case .upcE: return "0" + digits(4) + string("123456789", 1...1) + string("56789", 1...1)
    case .ean8: return digits(7)
    case .ean13: return digits(12)
    case .upcASupplement: return digits(11) + " " + digits(2)
    case .upcESupplement: return digits(4) + "17 " + digits(5)
    case .ean8Supplement: return digits(7) + " " + digits(2)
    case .ean13Supplement: return digits(12) + " " + digits(5)
    case .code2of5: return string("0123456789", 1...20)
    case .itf: return digits(2 * Int.random(in: 1...20, using: &self))
    case .codabar: return string("ABCD", 1...1) + string("0123456789-$:/.+", 1...20) + string("ABCD", 1...1)
    case .code39: return string(upper + "0123456789 -.$/+%", 1...20)
    case .code93: return string(ascii, 1...20)
    case .code128: return string(ascii + "0123456789012345678901234567890123456789\u{F1}\u{F2}\u{F3}\u{F4}", 1...40)
    case .gs1128: return elements(upper + "abc!%*()", variable: 2)
    case .dataBar, .dataBarStacked: return digits(13)
    case .dataBarLimited: return string("01", 1...1) + digits(12)
    case .dataBarExpanded, .dataBarExpandedStacked: return elements(upper + "abc-/", variable: 1)
    }
  }

  private mutating func elements(_ alphabet: String, variable: Int) -> String {
    var parts = ["(01)" + digits(13), "(17)2" + digits(1) + "0531"]
    if variable > 0 { parts.append("(10)" + string(alphabet, 1...6)) }
    if variable > 1 { parts.append("(21)" + string(alphabet, 1...6)) }
    return parts.shuffled(using: &self).joined()
  }
}

/// Feeds GS ( k commands to a memory.
func readSymbols(_ bytes: [UInt8], _ memory: SymbolMemory = SymbolMemory()) -> [SymbolMemory.Effect?] {
  var memory = memory
  var effects: [SymbolMemory.Effect?] = []
  var index = 0
  while index + 7 <= bytes.count, bytes[index..<(index + 3)] == [0x1D, 0x28, 0x6B] {
    let length = Int(bytes[index + 3]) | Int(bytes[index + 4]) << 8
    guard length >= 2, index + 5 + length <= bytes.count else { return effects }
    let parameters = Array(bytes[(index + 7)..<(index + 5 + length)])
    effects.append(memory.take(cn: bytes[index + 5], fn: bytes[index + 6], parameters: parameters))
    index += 5 + length
  }
  return effects
}
