/// How large a QR code or Micro QR code becomes (ISO/IEC 18004, tables 1, 7 and 9), when all of its data is in one
/// mode: the smallest symbol of an encoder that mixes modes is never larger.
enum QRSize {
  enum Mode: Int { case numeric, alphanumeric, byte }

  /// Codewords for data in versions 1 to 40, for the levels low, medium, quartile, high.
  private static let codewords: [[Int]] = [
    [19, 16, 13, 9], [34, 28, 22, 16], [55, 44, 34, 26], [80, 64, 48, 36], [108, 86, 62, 46], [136, 108, 76, 60],
    [156, 124, 88, 66], [194, 154, 110, 86], [232, 182, 132, 100], [274, 216, 154, 122], [324, 254, 180, 140],
    [370, 290, 206, 158], [428, 334, 244, 180], [461, 365, 261, 197], [523, 415, 295, 223], [589, 453, 325, 253],
    [647, 507, 367, 283], [721, 563, 397, 313], [795, 627, 445, 341], [861, 669, 485, 385], [932, 714, 512, 406],
    [1006, 782, 568, 442], [1094, 860, 614, 464], [1174, 914, 664, 514], [1276, 1000, 718, 538],
    [1370, 1062, 754, 596], [1468, 1128, 808, 628], [1531, 1193, 871, 661], [1631, 1267, 911, 701],
    [1735, 1373, 985, 745], [1843, 1455, 1033, 793], [1955, 1541, 1115, 845], [2071, 1631, 1171, 901],
    [2191, 1725, 1231, 961], [2306, 1812, 1286, 986], [2434, 1914, 1354, 1054], [2566, 1992, 1426, 1096],
    [2702, 2102, 1502, 1142], [2812, 2216, 1582, 1222], [2956, 2334, 1666, 1276],
  ]

  /// Characters of Micro QR M2 to M4: numeric, alphanumeric, byte; for low, medium, quartile.
  private static let micro: [[[Int]]] = [
    [[10, 6, 0], [8, 5, 0], [0, 0, 0]],
    [[23, 14, 9], [18, 11, 7], [0, 0, 0]],
    [[35, 21, 15], [30, 18, 13], [21, 13, 9]],
  ]

  static func mode(_ data: [UInt8]) -> Mode {
    if data.allSatisfy(CodeRules.isDigit) { return .numeric }
    let isAlphanumeric = data.allSatisfy {
      CodeRules.isDigit($0) || (0x41...0x5A).contains($0) || " $%*+-./:".utf8.contains($0)
    }
    return isAlphanumeric ? .alphanumeric : .byte
  }

  /// 1 to 40; nil: it does not fit.
  static func version(_ data: [UInt8], _ level: Int) -> Int? {
    let mode = mode(data)
    for (index, row) in codewords.enumerated() where bits(data.count, mode, version: index + 1) <= row[level] * 8 {
      return index + 1
    }
    return nil
  }

  /// The most characters of a mode at a level.
  static func capacity(_ mode: Mode, _ level: Int) -> Int {
    let bits = codewords[39][level] * 8 - 4 - countBits(mode, version: 40)
    switch mode {
    case .numeric: return bits / 10 * 3 + (bits % 10 >= 7 ? 2 : bits % 10 >= 4 ? 1 : 0)
    case .alphanumeric: return bits / 11 * 2 + (bits % 11 >= 6 ? 1 : 0)
    case .byte: return bits / 8
    }
  }

  /// 2 to 4; nil: it does not fit.
  static func microVersion(_ data: [UInt8], _ level: Int) -> Int? {
    guard level < 3 else { return nil }
    let mode = mode(data)
    for (index, version) in micro.enumerated() where data.count <= version[level][mode.rawValue] { return index + 2 }
    return nil
  }

  static func microCapacity(_ mode: Mode, _ level: Int) -> Int { level < 3 ? micro[2][level][mode.rawValue] : 0 }

  private static func bits(_ count: Int, _ mode: Mode, version: Int) -> Int {
    let header = 4 + countBits(mode, version: version)
    switch mode {
    case .numeric: return header + count / 3 * 10 + [0, 4, 7][count % 3]
    case .alphanumeric: return header + count / 2 * 11 + count % 2 * 6
    case .byte: return header + count * 8
    }
  }

  private static func countBits(_ mode: Mode, version: Int) -> Int {
    let row = version < 10 ? 0 : version < 27 ? 1 : 2
    switch mode {
    case .numeric: return 10 + 2 * row
    case .alphanumeric: return 9 + 2 * row
    case .byte: return row == 0 ? 8 : 16
    }
  }
}

extension Symbol.QRErrorCorrection {
  /// 0 to 3.
  var level: Int {
    switch self {
    case .low: 0
    case .medium: 1
    case .quartile: 2
    case .high: 3
    }
  }
}
