/// What GS ( k has set and stored for the next two-dimensional code.
struct SymbolSettings: Hashable, Sendable {
  /// 30 PDF417, 31 QR, 32 MaxiCode, 33 DataBar, 34 composite, 35 Aztec, 36 Data Matrix: what each has stored.
  private(set) var stored: [UInt8: [UInt8]] = [:]
  private var qrIsMicro = false
  private var qrCorrection = Symbol.QRErrorCorrection.low
  private var pdfColumns = 0
  private var pdfRows = 0
  private var pdfRowHeight = 3
  private var pdfCorrection: Int?
  private var pdfIsTruncated = false
  private var aztecCorrection: Int?
  private var maxiMode = 2
  private var modules: [UInt8: Int] = [:]

  /// 43: the module's size; the rest by kind. `data` from cn on.
  mutating func set(_ data: [UInt8]) {
    guard data.count >= 3 else { return }
    let n = Int(data[2])
    switch (data[0], data[1]) {
    case (0x30...0x36, 80): stored[data[0]] = Array(data.dropFirst(3))
    case (0x30...0x36, 67): modules[data[0]] = min(max(n, 1), 16)
    case (0x30, 65): pdfColumns = min(n, 30)
    case (0x30, 66): pdfRows = min(n, 90)
    case (0x30, 68): pdfRowHeight = min(max(n, 2), 8)
    case (0x30, 69) where data.count >= 4: pdfCorrection = n == 48 && data[3] >= 48 ? min(Int(data[3]) - 48, 8) : nil
    case (0x30, 70): pdfIsTruncated = n & 1 == 1
    case (0x31, 65): qrIsMicro = n == 51
    case (0x31, 69):
      let all: [Symbol.QRErrorCorrection] = [.low, .medium, .quartile, .high]
      if (48...51).contains(n) { qrCorrection = all[n - 48] }
    case (0x32, 65): maxiMode = min(max(n - 48, 2), 6)
    case (0x35, 69): aztecCorrection = min(max(n, 5), 95)
    default: break
    }
  }

  /// nil when nothing is stored, or for a linear code.
  func symbol(_ kind: UInt8) -> Symbol? {
    guard let data = stored[kind], !data.isEmpty else { return nil }
    switch kind {
    case 0x30:
      return Symbol(
        .pdf417(
          columns: pdfColumns, rows: pdfRows, errorCorrection: pdfCorrection, isTruncated: pdfIsTruncated), data,
        moduleSize: modules[kind] ?? 3, rowHeight: pdfRowHeight)
    case 0x31:
      return Symbol(qrIsMicro ? .microQR(qrCorrection) : .qr(qrCorrection), data, moduleSize: modules[kind] ?? 3)
    case 0x32: return Symbol(.maxiCode(mode: maxiMode), data)
    case 0x35: return Symbol(.aztec(errorCorrection: aztecCorrection), data, moduleSize: modules[kind] ?? 3)
    case 0x36: return Symbol(.dataMatrix, data, moduleSize: modules[kind] ?? 3)
    default: return nil
    }
  }

  func moduleSize(_ kind: UInt8) -> Int { modules[kind] ?? 2 }

  /// The word of the mark in the text rendition.
  static func word(_ kind: Symbol.Kind) -> String {
    switch kind {
    case .qr: "qr"
    case .microQR: "microqr"
    case .pdf417: "pdf417"
    case .microPDF417: "micropdf417"
    case .dataMatrix: "datamatrix"
    case .aztec: "aztec"
    case .maxiCode: "maxicode"
    }
  }

  /// About its width and height in modules, from the amount of data.
  static func modules(_ symbol: Symbol) -> (width: Int, height: Int) {
    let count = symbol.data.count
    switch symbol.kind {
    case .qr(let level):
      let version = qrVersion(count, level)
      return (version * 4 + 17, version * 4 + 17)
    case .microQR: return (17, 17)
    case .pdf417(let columns, let rows, _, _):
      let words = count * 5 / 6 + 12
      let columns = columns > 0 ? columns : min(30, max(1, words / 20 + 2))
      let height = rows > 0 ? rows : min(90, max(3, (words + columns - 1) / columns))
      return (columns * 17 + 69, height * symbol.rowHeight)
    case .microPDF417: return (55, 20)
    case .maxiCode: return (30, 29)
    case .dataMatrix: return square(count * 8 * 2 + 60)
    case .aztec: return square(count * 8 * 3 / 2 + 150)
    }
  }

  private static func square(_ area: Int) -> (width: Int, height: Int) {
    var side = 10
    while side * side < area, side < 151 { side += 2 }
    return (side, side)
  }

  /// The smallest version that holds so many bytes, by the modules that each has left for data.
  private static func qrVersion(_ count: Int, _ level: Symbol.QRErrorCorrection) -> Int {
    let share =
      switch level {
      case .low: 80
      case .medium: 62
      case .quartile: 47
      case .high: 36
      }
    for version in 1...40 {
      var modules = (16 * version + 128) * version + 64
      if version >= 2 {
        let alignment = version / 7 + 2
        modules -= (25 * alignment - 10) * alignment - 55
        if version >= 7 { modules -= 36 }
      }
      if modules / 8 * share / 100 - 3 >= count { return version }
    }
    return 40
  }
}
