/// What PDF417, MicroPDF417, Data Matrix and Aztec codes take of their data, as far as that is known without an encoder.
enum MatrixSize {
  // MARK: PDF417 (ISO/IEC 15438)

  /// With neither length nor error correction: numeric, text or byte compaction.
  static func pdf417Codewords(_ data: [UInt8]) -> Int {
    let bytes = 1 + data.count / 6 * 5 + data.count % 6
    if data.allSatisfy(CodeRules.isDigit) { return min(1 + (data.count * 15 + 43) / 44, bytes) }
    return PDF417Size.isText(data) ? min(PDF417Size.textCodewords(data), bytes) : bytes
  }

  /// MicroPDF417 of 4 columns and 44 rows (ISO/IEC 24728, table 1); other than PDF417 it does not begin with text.
  static func holdsMicroPDF417(_ data: [UInt8]) -> Bool {
    let isText = PDF417Size.isText(data) && !data.allSatisfy(CodeRules.isDigit)
    return pdf417Codewords(data) + (isText ? 1 : 0) <= 126 || data.count <= 150
  }

  static func pdf417ErrorCorrection(_ level: Int) -> Int { 2 << max(0, min(8, level)) }

  /// The level that the standard recommends for so many codewords (annex E).
  static func pdf417Level(_ codewords: Int) -> Int {
    switch codewords {
    case ...40: 2
    case ...160: 3
    case ...320: 4
    default: 5
    }
  }

  // MARK: Data Matrix ECC 200 (ISO/IEC 16022, table 7)

  private static let squares: [(side: Int, codewords: Int)] = [
    (10, 3), (12, 5), (14, 8), (16, 12), (18, 18), (20, 22), (22, 30), (24, 36), (26, 44), (32, 62), (36, 86),
    (40, 114), (44, 144), (48, 174), (52, 204), (64, 280), (72, 368), (80, 456), (88, 576), (96, 696), (104, 816),
    (120, 1050), (132, 1304), (144, 1558),
  ]

  /// The codewords of the best single encodation: an encoder that mixes them never takes more.
  static func dataMatrixCodewords(_ data: [UInt8]) -> Int {
    var ascii = 0
    var index = 0
    while index < data.count {
      if index + 1 < data.count, CodeRules.isDigit(data[index]), CodeRules.isDigit(data[index + 1]) {
        (ascii, index) = (ascii + 1, index + 2)
      } else {
        (ascii, index) = (ascii + (data[index] < 0x80 ? 1 : 2), index + 1)
      }
    }
    var best = min(ascii, data.count + (data.count < 250 ? 2 : 3))
    let isDigitOrSpace = { (byte: UInt8) in CodeRules.isDigit(byte) || byte == 0x20 }
    if data.allSatisfy({ isDigitOrSpace($0) || (0x41...0x5A).contains($0) })
      || data.allSatisfy({ isDigitOrSpace($0) || (0x61...0x7A).contains($0) })
    {
      // Latch, triples in two codewords, and the rest: it needs no unlatch where it fills the symbol.
      best = min(best, 1 + data.count / 3 * 2 + data.count % 3)
    }
    return best
  }

  /// The side of the smallest square in modules.
  static func dataMatrixSide(_ codewords: Int) -> Int? { squares.first { $0.codewords >= codewords }?.side }

  static let dataMatrixLargest = 1558

  // MARK: Aztec (ISO/IEC 24778)

  /// The fewest bits that any encoder could do with.
  static func aztecBits(_ data: [UInt8]) -> Int {
    data.reduce(0) { $0 + (CodeRules.isDigit($1) ? 4 : $1 < 0x80 ? 5 : 8) }
  }

  /// Of the largest symbol, 32 layers of 12-bit codewords, at so many percent and three codewords of correction.
  static func aztecCapacity(_ percent: Int) -> Int { 19_968 * (100 - percent) / 100 - 36 }
}
