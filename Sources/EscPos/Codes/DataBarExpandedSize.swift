/// How long a DataBar Expanded becomes (ISO/IEC 24724, 7.2.5), with the general compaction for all but a GTIN in front:
/// never shorter than what an encoder makes that knows the compactions of weights, prices and dates too.
enum DataBarExpandedSize {
  private static let numeric = 0
  private static let alphanumeric = 1
  private static let iso646 = 2
  private static let fnc1: UInt8 = 0x1D

  /// FNC1 goes back to numeric by itself.
  private static let path = ModePath(
    latch: [[0, 4, 9], [3, 0, 5], [3, 5, 0]],
    shift: [[Int]](repeating: [Int](repeating: ModePath.never, count: 3), count: 3))

  /// The width in modules, of one row.
  static func modules(_ elements: ElementStrings) -> Int {
    let characters = characters(elements)
    return 17 * characters + 15 * ((characters + 1) / 2) + 4
  }

  /// The height in modules of the stacked form in its usual two columns, of four characters: rows of 34, and three
  /// separators between two of them.
  static func stackedHeight(_ elements: ElementStrings) -> Int { (characters(elements) + 3) / 4 * 37 - 3 }

  /// With the check character.
  private static func characters(_ elements: ElementStrings) -> Int {
    var symbols = elements.symbols
    var bits = 5
    if let first = elements.elements.first, first.identifier.name == "01" {
      bits = 48
      symbols.removeFirst(16)
    }
    let data = symbols.map { $0 ?? fnc1 }
    bits += path.least(data.count) { index, mode, take in
      if let step = step(data, index, mode) { take(step) }
    }
    return max(3, (bits + 11) / 12) + 1
  }

  private static func step(_ data: [UInt8], _ index: Int, _ mode: Int) -> ModePath.Step? {
    let byte = data[index]
    let isNumber = CodeRules.isDigit(byte) || byte == fnc1
    if mode == numeric {
      guard isNumber else { return nil }
      guard index + 1 < data.count else { return ModePath.Step(cost: 7, mode: numeric) }
      let next = data[index + 1]
      guard CodeRules.isDigit(next) || next == fnc1, byte != fnc1 || next != fnc1 else { return nil }
      return ModePath.Step(count: 2, cost: 7, mode: numeric)
    }
    if isNumber { return ModePath.Step(cost: 5, mode: byte == fnc1 ? numeric : mode) }
    let isCapital = (0x41...0x5A).contains(byte)
    if mode == alphanumeric {
      return isCapital || "*,-./".utf8.contains(byte) ? ModePath.Step(cost: 6, mode: mode) : nil
    }
    return ModePath.Step(cost: isCapital || (0x61...0x7A).contains(byte) ? 7 : 8, mode: mode)
  }
}
