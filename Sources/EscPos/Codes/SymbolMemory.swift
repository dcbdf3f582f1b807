/// A printer's memory for two-dimensional codes: the settings of GS ( k and the one storage area for data (Epson
/// ESC/POS). A new one is as after power-on and ESC @.
package struct SymbolMemory: Hashable, Sendable {
  package enum Effect: Hashable, Sendable {
    case symbol(Symbol)
    /// One of the stacked DataBar codes.
    case barcode(Barcode)
    /// To the host: function 82.
    case reply([UInt8])
  }

  private struct PDF417: Hashable {
    var columns = 0
    var rows = 0
    var size = 3
    var rowHeight = 3
    var level: Int?
    var isTruncated = false
  }

  private struct QR: Hashable {
    var isMicro = false
    var size = 3
    var correction = Symbol.QRErrorCorrection.low
  }

  private var pdf417 = PDF417()
  private var qr = QR()
  private var maxiCodeMode = 2
  private var dataBarSize = 2
  private var aztecSize = 3
  private var aztecPercent = 23
  private var dataMatrixSize = 3
  private var storedFor: UInt8 = 0
  private var stored: [UInt8] = []

  package init() {}

  /// One GS ( k: `parameters` are the bytes after fn. Values out of range change nothing; nothing is printed when the
  /// area is empty or holds what the symbology cannot.
  package mutating func take(cn: UInt8, fn: UInt8, parameters: [UInt8]) -> Effect? {
    switch fn {
    case 80:
      // The 2D DataBar's n stays in front of its data.
      guard parameters.first == 48, parameters.count > (cn == 51 ? 2 : 1) else { return nil }
      storedFor = cn
      stored = Array(parameters.dropFirst())
    case 81: return parameters.first == 48 ? symbol(cn) : nil
    case 82: return parameters.first == 48 ? reply(cn) : nil
    default:
      guard let first = parameters.first else { return nil }
      set(cn, fn, Int(first), parameters.dropFirst().first.map { Int($0) })
    }
    return nil
  }

  private mutating func set(_ cn: UInt8, _ fn: UInt8, _ n: Int, _ n2: Int?) {
    switch (cn, fn) {
    case (48, 65) where n <= 30: pdf417.columns = n
    case (48, 66) where n == 0 || (3...90).contains(n): pdf417.rows = n
    case (48, 67) where (1...8).contains(n): pdf417.size = n
    case (48, 68) where (2...8).contains(n): pdf417.rowHeight = n
    case (48, 69):
      // 48: a level; 49: a ratio to the data, for which the recommended level stands.
      guard let n2 else { return }
      if n == 48, (48...56).contains(n2) { pdf417.level = n2 - 48 }
      if n == 49, (1...40).contains(n2) { pdf417.level = nil }
    case (48, 70) where n <= 1: pdf417.isTruncated = n == 1
    case (49, 65) where (49...51).contains(n): qr.isMicro = n == 51
    case (49, 67) where (1...16).contains(n): qr.size = n
    case (49, 69):
      let levels = Symbol.QRErrorCorrection.allCases
      if let level = levels.first(where: { $0.level == n - 48 }) { qr.correction = level }
    case (50, 65) where (50...54).contains(n): maxiCodeMode = n - 48
    case (51, 67) where (2...8).contains(n): dataBarSize = n
    case (53, 67) where (2...16).contains(n): aztecSize = n
    case (53, 69) where (5...95).contains(n): aztecPercent = n
    case (54, 67) where (2...16).contains(n): dataMatrixSize = n
    default: break
    }
  }

  private func symbol(_ cn: UInt8) -> Effect? {
    guard storedFor == cn, !stored.isEmpty else { return nil }
    let symbol: Symbol
    switch cn {
    case 48:
      let kind = Symbol.Kind.pdf417(
        columns: pdf417.columns, rows: pdf417.rows, errorCorrection: pdf417.level, isTruncated: pdf417.isTruncated)
      symbol = Symbol(kind, stored, moduleSize: pdf417.size, rowHeight: pdf417.rowHeight)
    case 49:
      symbol = Symbol(qr.isMicro ? .microQR(qr.correction) : .qr(qr.correction), stored, moduleSize: qr.size)
    case 50: symbol = Symbol(.maxiCode(mode: maxiCodeMode), stored)
    case 51:
      return stored.first.flatMap { Barcode(stacked: $0, Array(stored.dropFirst()), moduleWidth: dataBarSize) }
        .map { .barcode($0) }
    case 53: symbol = Symbol(.aztec(errorCorrection: aztecPercent), stored, moduleSize: aztecSize)
    case 54: symbol = Symbol(.dataMatrix, stored, moduleSize: dataMatrixSize)
    default: return nil
    }
    do { return .symbol(try symbol.checked()) } catch { return nil }
  }

  /// Header 37, identifier, width, US, height, US, 1, US, whether it can be printed, NUL. The identifiers of Aztec and
  /// Data Matrix are not known, nor are their sizes before they are drawn.
  private func reply(_ cn: UInt8) -> Effect? {
    let identifiers: [UInt8: UInt8] = [48: 0x2F, 49: 0x36, 50: 0x37]
    guard let identifier = identifiers[cn], case .symbol(let symbol)? = symbol(cn), let size = symbol.size() else {
      return nil
    }
    let bytes: [UInt8] =
      [0x37, identifier] + Array(String(size.width).utf8) + [0x1F] + Array(String(size.height).utf8)
      + [0x1F, 0x31, 0x1F, 0x30, 0x00]
    return .reply(bytes)
  }
}
