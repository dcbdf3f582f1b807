import PosModel

extension Symbol {
  /// Whether the printer can set it by itself, as it was asked for and within the width of its paper; others are drawn.
  package func isNative(in profile: PrinterProfile) -> Bool {
    do {
      _ = try bytes(for: profile)
      return true
    } catch {
      return false
    }
  }

  /// GS ( k: every setting, the data, and print (Epson ESC/POS); GS k 97 where the quirk `qr-gs-k` says so.
  ///
  /// Refused when a part of it reads as DLE EOT, DLE ENQ or DLE DC4: a printer acts on those wherever they stand.
  /// `room`: what the printer has for it in dots, if that is less than its paper; what is wider it would leave out.
  package func bytes(for profile: PrinterProfile, room: Int? = nil) throws(PosError) -> [UInt8] {
    let symbol = try checked()
    guard profile.symbols.contains(kind.name) else {
      throw unsupported("\(profile.model) does not set \(kind.name.rawValue)")
    }
    let room = min(room ?? profile.dots, profile.dots)
    let width = symbol.fullSize()?.width ?? symbol.fitted(to: room)?.mostWidth()
    guard let width, width <= room else {
      throw PosError(
        .illegal, "the code is wider than the \(room) dots of the paper",
        remedy: "make the modules smaller, or shorten the data")
    }
    var bytes: [UInt8]
    if profile.quirks.contains(.qrByGSK) {
      bytes = try symbol.byGSK()
    } else {
      let cn = try symbol.cn()
      bytes = try symbol.settings(cn)
      bytes.reserveCapacity(bytes.count + symbol.data.count + 16)
      SymbolCommand.append(cn, 80, 48, symbol.data, to: &bytes)
      SymbolCommand.append(cn, 81, 48, to: &bytes)
    }
    guard !CodeRules.holdsRealTimeCommand(bytes) else {
      throw unsupported("the printer would take a part of the data for a command")
    }
    return bytes
  }

  private func cn() throws(PosError) -> UInt8 {
    switch kind {
    case .pdf417: return 48
    case .qr, .microQR: return 49
    case .maxiCode: return 50
    case .aztec: return 53
    case .dataMatrix: return 54
    case .microPDF417: throw unsupported("ESC/POS has no MicroPDF417")
    }
  }

  private func settings(_ cn: UInt8) throws(PosError) -> [UInt8] {
    if case .qr(let correction) = kind { return qrSettings(cn, model: 50, correction) }
    if case .microQR(let correction) = kind { return qrSettings(cn, model: 51, correction) }
    let size = SymbolCommand.set(cn, 67, [UInt8(truncatingIfNeeded: moduleSize)])
    switch kind {
    case .qr, .microQR: return []
    case .pdf417(let columns, let rows, let level, let isTruncated):
      try require(2...8)
      return SymbolCommand.set(cn, 65, [UInt8(truncatingIfNeeded: columns)])
        + SymbolCommand.set(cn, 66, [UInt8(truncatingIfNeeded: rows)]) + size
        + SymbolCommand.set(cn, 68, [UInt8(truncatingIfNeeded: rowHeight)])
        + SymbolCommand.set(cn, 69, [48, 48 + UInt8(truncatingIfNeeded: level ?? 0)])
        + SymbolCommand.set(cn, 70, [isTruncated ? 1 : 0])
    case .maxiCode(let mode): return SymbolCommand.set(cn, 65, [48 + UInt8(truncatingIfNeeded: mode)])
    case .aztec(let percent):
      try require(2...16)
      // Full range, layers by the amount of data.
      return SymbolCommand.set(cn, 66, [0, 0]) + size
        + SymbolCommand.set(cn, 69, [UInt8(truncatingIfNeeded: percent ?? 23)])
    case .dataMatrix:
      try require(2...16)
      // Square, as large as needed.
      return SymbolCommand.set(cn, 66, [0, 0, 0]) + size
    case .microPDF417: return []
    }
  }

  /// Model 2, or Micro QR; the size of a module; the level.
  private func qrSettings(_ cn: UInt8, model: UInt8, _ correction: QRErrorCorrection) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(48 + data.count)
    SymbolCommand.append(cn, 65, model, [0], to: &bytes)
    SymbolCommand.append(cn, 67, UInt8(truncatingIfNeeded: moduleSize), to: &bytes)
    SymbolCommand.append(cn, 69, 48 + UInt8(truncatingIfNeeded: correction.level), to: &bytes)
    return bytes
  }

  /// GS w n, then GS k 97 v r nL nH data: version 0 is chosen by the printer, r is 1 to 4 for L, M, Q, H.
  private func byGSK() throws(PosError) -> [UInt8] {
    guard case .qr(let correction) = kind else { throw unsupported("the printer sets QR codes only") }
    try require(2...6)
    let level = UInt8(truncatingIfNeeded: correction.level + 1)
    return [0x1D, 0x77, UInt8(truncatingIfNeeded: moduleSize), 0x1D, 0x6B, 97, 0, level]
      + [UInt8(truncatingIfNeeded: data.count), UInt8(truncatingIfNeeded: data.count >> 8)] + data
  }

  /// What GS k 97 prints: `v r nL nH` and the data, with the module of GS w.
  package init?(gsK97 parameters: [UInt8], moduleSize: Int) {
    guard parameters.count > 4, (1...4).contains(parameters[1]) else { return nil }
    let count = Int(parameters[2]) | Int(parameters[3]) << 8
    let levels = QRErrorCorrection.allCases
    guard parameters.count == 4 + count, let level = levels.first(where: { $0.level == Int(parameters[1]) - 1 }) else {
      return nil
    }
    do {
      self = try Symbol(.qr(level), Array(parameters[4...]), moduleSize: moduleSize).checked()
    } catch {
      return nil
    }
  }

  private func require(_ sizes: ClosedRange<Int>) throws(PosError) {
    guard sizes.contains(moduleSize) else {
      throw unsupported("the printer sets modules of \(sizes.lowerBound) to \(sizes.upperBound) dots")
    }
  }

  private func unsupported(_ message: String) -> PosError {
    PosError(.unsupported, message, remedy: "let posd draw it")
  }
}
