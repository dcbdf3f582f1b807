/// The symbol characters of Code 128 (ISO/IEC 15417, table 1): the widths of bar, space, bar, space, bar, space.
extension Code128Data {
  private static let widths: [Int] = [
    212222, 222122, 222221, 121223, 121322, 131222, 122213, 122312, 132212, 221213, 221312, 231212, 112232, 122132,
    122231, 113222, 123122, 123221, 223211, 221132, 221231, 213212, 223112, 312131, 311222, 321122, 321221, 312212,
    322112, 322211, 212123, 212321, 232121, 111323, 131123, 131321, 112313, 132113, 132311, 211313, 231113, 231311,
    112133, 112331, 132131, 113123, 113321, 133121, 313121, 211331, 231131, 213113, 213311, 213131, 311123, 311321,
    331121, 312113, 312311, 332111, 314111, 221411, 431111, 111224, 111422, 121124, 121421, 141122, 141221, 112214,
    112412, 122114, 122411, 142112, 142211, 241211, 221114, 413111, 241112, 134111, 111242, 121142, 121241, 114212,
    124112, 124211, 411212, 421112, 421211, 212141, 214121, 412121, 111143, 111341, 131141, 114113, 114311, 411113,
    411311, 113141, 114131, 311141, 411131, 211412, 211214, 211232,
  ]
  private static let stop = 2_331_112

  /// Of the whole symbol with its check character and stop; true is dark.
  var modules: [Bool] {
    let values = values
    let check = values.enumerated().reduce(0) { ($0 + max(1, $1.offset) * $1.element) % 103 }
    var modules: [Bool] = []
    for word in (values + [check]).map({ Self.widths[$0] }) + [Self.stop] {
      var isDark = true
      for width in String(word).utf8 {
        modules.append(contentsOf: repeatElement(isDark, count: Int(width &- 0x30)))
        isDark.toggle()
      }
    }
    return modules
  }

  /// The numbers of the shortest symbol's characters, from its start on.
  private var values: [Int] {
    var subset = Subset.b
    // The next character is of the other one of A and B.
    var isShifted = false
    return codes().map { code in
      switch code {
      case .start(let first):
        subset = first
        return 103 + first.rawValue
      case .latch(let other):
        subset = other
        return 101 - other.rawValue
      case .shift:
        isShifted = true
        return 98
      case .pair(let pair): return Int(pair)
      case .character(let character):
        let isA = (subset == .a) != isShifted
        isShifted = false
        switch character {
        case .ascii(let byte): return byte < 0x20 ? Int(byte) + 64 : Int(byte) - 32
        case .function(1): return 102
        case .function(2): return 97
        case .function(3): return 96
        case .function: return isA ? 101 : 100
        }
      }
    }
  }
}

extension Barcode {
  /// The modules of a Code 128 or GS1-128, which posd sets itself: zint 2.11 takes no FNC characters. nil for others.
  ///
  /// Of a barcode whose data is in full.
  package func code128Modules() -> [Bool]? {
    guard symbology == .code128 || symbology == .gs1128 else { return nil }
    do { return try code128().modules } catch { return nil }
  }
}
