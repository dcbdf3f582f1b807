import EscPos
import PosModel
import PosTesting
import Testing

struct SymbolMemoryTests {
  /// GS ( k of the tests of escpos-php: `qrCode("1234", QR_ECLEVEL_L, 3, QR_MODEL_2)` and `pdf417Code("1234")`.
  @Test func `symbols of other programs are read`() {
    let qr = hex(
      """
      1D 28 6B 04 00 31 41 32 00
      1D 28 6B 03 00 31 43 03
      1D 28 6B 03 00 31 45 30
      1D 28 6B 07 00 31 50 30 31 32 33 34
      1D 28 6B 03 00 31 51 30
      """)
    let digits = Array("1234".utf8)
    #expect(readSymbols(qr) == [nil, nil, nil, nil, .symbol(Symbol(.qr(.low), digits, moduleSize: 3))])
    let pdf417 = hex(
      """
      1D 28 6B 03 00 30 46 00
      1D 28 6B 03 00 30 41 00
      1D 28 6B 03 00 30 43 03
      1D 28 6B 03 00 30 44 03
      1D 28 6B 04 00 30 45 31 01  a tenth of the data for error correction
      1D 28 6B 07 00 30 50 30 31 32 33 34
      1D 28 6B 03 00 30 51 30
      """)
    let kind = Symbol.Kind.pdf417(columns: 0, rows: 0, errorCorrection: 2, isTruncated: false)
    #expect(readSymbols(pdf417).last == .symbol(Symbol(kind, digits, moduleSize: 3, rowHeight: 3)))
  }

  @Test func `the size of a QR code is reported before it is printed`() {
    let bytes = hex(
      """
      1D 28 6B 03 00 31 43 04
      1D 28 6B 04 00 31 50 30 41
      1D 28 6B 03 00 31 52 30
      1D 28 6B 03 00 30 52 30  a PDF417 is not stored
      """)
    // 84 by 84 dots, printable.
    let reply = hex("37 36 38 34 1F 38 34 1F 31 1F 30 00")
    #expect(readSymbols(bytes) == [nil, nil, .reply(reply), nil])
  }

  @Test func `the store is one for all symbologies, and stays until it is stored again`() {
    var memory = SymbolMemory()
    #expect(memory.take(cn: 49, fn: 81, parameters: [48]) == nil)
    #expect(memory.take(cn: 49, fn: 80, parameters: [48, 0x41]) == nil)
    let printed = SymbolMemory.Effect.symbol(Symbol(.qr(.low), [0x41], moduleSize: 3))
    #expect(memory.take(cn: 49, fn: 81, parameters: [48]) == printed)
    #expect(memory.take(cn: 49, fn: 81, parameters: [48]) == printed)
    #expect(memory.take(cn: 54, fn: 81, parameters: [48]) == nil)
    #expect(memory.take(cn: 54, fn: 80, parameters: [48, 0x42]) == nil)
    #expect(memory.take(cn: 49, fn: 81, parameters: [48]) == nil)
    #expect(memory.take(cn: 54, fn: 81, parameters: [48]) == .symbol(Symbol(.dataMatrix, [0x42], moduleSize: 3)))
  }

  @Test func `values out of range and data that do not fit change and print nothing`() {
    var memory = SymbolMemory()
    let untouched = memory
    for (cn, fn, parameters) in [
      (49, 67, [0]), (49, 67, [17]), (49, 69, [52]), (49, 65, [9]), (48, 65, [31]), (48, 66, [1]), (48, 69, [48]),
      (48, 69, [48, 57]), (51, 67, [1]), (53, 69, [96]), (54, 67, [1]), (50, 65, [55]), (49, 80, [48]), (49, 80, []),
      (51, 80, [48, 73]), (99, 67, [3]), (49, 81, []), (49, 82, [0]),
    ] as [(UInt8, UInt8, [UInt8])] {
      #expect(memory.take(cn: cn, fn: fn, parameters: parameters) == nil)
      #expect(memory == untouched, "\(cn) \(fn)")
    }
    #expect(memory.take(cn: 50, fn: 80, parameters: [48, 0x41]) == nil)
    #expect(memory.take(cn: 50, fn: 81, parameters: [48]) == nil, "mode 2 without an address")
    #expect(memory.take(cn: 51, fn: 80, parameters: [48, 73, 0x41]) == nil)
    #expect(memory.take(cn: 51, fn: 81, parameters: [48]) == nil)
  }

  @Test func `every symbol comes back from its bytes`() throws {
    var random = SplitMix(seed: 23)
    let address = Array("15238\u{1D}840\u{1D}001\u{1D}".utf8)
    for _ in 0..<2_000 {
      let data = (0..<Int.random(in: 1...60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      let levels = Symbol.QRErrorCorrection.allCases
      let level = levels.randomElement(using: &random) ?? .low
      let size = Int.random(in: 2...8, using: &random)
      let symbols = [
        Symbol(.qr(level), data, moduleSize: size), Symbol(.microQR(.low), Array(data.prefix(15)), moduleSize: size),
        Symbol(
          .pdf417(
            columns: .random(in: 0...30, using: &random), rows: 0, errorCorrection: .random(in: 0...5, using: &random),
            isTruncated: .random(using: &random)), data, moduleSize: size,
          rowHeight: .random(in: 2...8, using: &random)),
        Symbol(.dataMatrix, data, moduleSize: size),
        Symbol(.aztec(errorCorrection: .random(in: 5...80, using: &random)), data, moduleSize: size),
        Symbol(.maxiCode(mode: 4), data), Symbol(.maxiCode(mode: 2), address + data),
      ]
      for symbol in symbols {
        let bytes: [UInt8]
        do { bytes = try symbol.bytes(for: .everything) } catch let error {
          // Only what a printer would act upon, and PDF417 of too few columns.
          #expect(error.code == .unsupported || symbol.kind.name == .pdf417, "\(symbol.kind) \(error)")
          continue
        }
        #expect(!bytes.holdsRealTimeCommand)
        #expect(readSymbols(bytes).last == .symbol(try symbol.checked()), "\(symbol.kind)")
      }
    }
  }
}
