extension Symbol {
  /// In dots at 203 an inch; MaxiCode has one size, 28.14 by 26.91 mm (ISO/IEC 16023).
  private static let maxiCode = (width: 225, height: 215)

  /// The width in dots without quiet zones; nil when the data is not valid or only an encoder can tell (Aztec, PDF417
  /// without columns). What a printer sets is never wider.
  package func width() -> Int? { size()?.width }

  /// Width and height in dots, for QR, Micro QR, Data Matrix, MaxiCode and PDF417 of a given number of columns.
  package func size() -> (width: Int, height: Int)? {
    do { return try checked().fullSize() } catch { return nil }
  }

  /// The same of a symbol in which nothing is left to posd.
  func fullSize() -> (width: Int, height: Int)? {
    switch kind {
    case .qr(let correction):
      return square(QRSize.version(data, correction.level).map { $0 * 4 + 17 })
    case .microQR(let correction):
      return square(QRSize.microVersion(data, correction.level).map { $0 * 2 + 9 })
    case .dataMatrix: return square(MatrixSize.dataMatrixSide(MatrixSize.dataMatrixCodewords(data)))
    case .maxiCode: return Self.maxiCode
    case .pdf417(let columns, let rows, let level, let isTruncated):
      guard columns > 0 else { return nil }
      let codewords =
        MatrixSize.pdf417Codewords(data) + 1 + MatrixSize.pdf417ErrorCorrection(level ?? 0)
      let set = rows > 0 ? rows : max(3, (codewords + columns - 1) / columns)
      return (moduleSize * (17 * columns + (isTruncated ? 35 : 69)), moduleSize * rowHeight * set)
    case .microPDF417, .aztec: return nil
    }
  }

  /// Width and height, and for Aztec what they are at most; nil for MicroPDF417 and PDF417 of free columns.
  func mostSize() -> (width: Int, height: Int)? {
    guard case .aztec(let percent) = kind else { return fullSize() }
    return square(AztecSize.smallest(data, percent: percent ?? 23)?.side)
  }

  func mostWidth() -> Int? { mostSize()?.width }

  /// With as many columns as fit, if they are left to the maker (PDF417); nil when it is wider than `width` dots for
  /// certain. Of a symbol in which nothing else is left to posd.
  func fitted(to width: Int) -> Symbol? {
    if let known = fullSize() { return known.width <= width ? self : nil }
    guard case .pdf417(_, let rows, let level, let isTruncated) = kind else { return self }
    let codewords = MatrixSize.pdf417Codewords(data) + 1 + MatrixSize.pdf417ErrorCorrection(level ?? 0)
    guard
      let columns = PDF417Size.columns(
        codewords: codewords, rows: rows, isTruncated: isTruncated, modules: width / max(1, moduleSize))
    else { return nil }
    var fitted = self
    fitted.kind = .pdf417(columns: columns, rows: rows, errorCorrection: level, isTruncated: isTruncated)
    return fitted
  }

  private func square(_ modules: Int?) -> (width: Int, height: Int)? {
    modules.map { ($0 * moduleSize, $0 * moduleSize) }
  }
}
