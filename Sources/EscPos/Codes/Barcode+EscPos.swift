import PosModel

extension Barcode {
  /// Whether the printer can set it by itself, as it was asked for and within the width of its paper; others are drawn.
  package func isNative(in profile: PrinterProfile) -> Bool {
    do {
      _ = try bytes(for: profile)
      return true
    } catch {
      return false
    }
  }

  /// GS H, GS f, GS h, GS w and GS k, or GS ( k for the stacked DataBar codes (Epson ESC/POS).
  ///
  /// All settings come with each code: some printers forget them after one. `room`: what the printer has for it in dots,
  /// if that is less than its paper; what is wider it would leave out without a word.
  package func bytes(for profile: PrinterProfile, room: Int? = nil) throws(PosError) -> [UInt8] {
    let code = try checked()
    guard profile.barcodes.contains(symbology) else {
      throw unsupported("\(profile.model) does not set \(symbology.rawValue)")
    }
    // Epson ESC/POS, GS w: 2 to 6.
    guard code.moduleWidth >= 2 else { throw unsupported("printers set modules of 2 dots and more") }
    let room = min(room ?? profile.dots, profile.dots)
    if let width = code.mostWidth(), width > room {
      throw PosError(
        .illegal, "the barcode is \(width) dots wide, the paper \(room)",
        remedy: "make the modules narrower, shorten the data, or print a QR code")
    }
    let bytes: [UInt8]
    if let n = symbology.gsParenK {
      bytes = try code.stacked(n)
    } else if let m = symbology.gsK {
      bytes = code.settings + (try code.command(m, isFunctionA: profile.quirks.contains(.barcodeFunctionA)))
    } else {
      throw unsupported("ESC/POS has no \(symbology.rawValue)")
    }
    guard !CodeRules.holdsRealTimeCommand(bytes) else {
      throw unsupported("the printer would take a part of the data for a command")
    }
    return bytes
  }

  private var settings: [UInt8] {
    [0x1D, 0x48, text.escPos, 0x1D, 0x66, 0]
      + [0x1D, 0x68, UInt8(truncatingIfNeeded: height), 0x1D, 0x77, UInt8(truncatingIfNeeded: moduleWidth)]
  }

  private func command(_ m: UInt8, isFunctionA: Bool) throws(PosError) -> [UInt8] {
    let data = try native()
    guard isFunctionA else {
      guard data.count <= LinearRules.longest else { throw unsupported("the data is too long for GS k") }
      return [0x1D, 0x6B, m, UInt8(truncatingIfNeeded: data.count)] + data
    }
    guard m <= 71 else { throw unsupported("GS k, function A, has no \(symbology.rawValue)") }
    return [0x1D, 0x6B, m - 65] + data + [0]
  }

  /// What stands behind GS k m n. Check digits are left to the printer: every model takes the shorter form.
  private func native() throws(PosError) -> [UInt8] {
    let bytes = Array(data.utf8)
    switch symbology {
    case .upcA, .ean8, .ean13, .dataBar, .dataBarLimited: return Array(bytes.dropLast())
    case .upcE:
      // Printers know number system 0 alone. The UPC-A number is the form that all take.
      guard bytes.first == 0x30, let full = UPCE.expanded(0x30, Array(bytes[1..<7])) else {
        throw unsupported("printers set UPC-E of number system 0 only")
      }
      return full
    case .code128: return try Code128Data(data).escPos
    case .gs1128, .dataBarExpanded: return try elementBytes()
    default: return bytes
    }
  }

  /// Parentheses stand in the text, not in the code; FNC1 at the start is the printer's.
  private func elementBytes() throws(PosError) -> [UInt8] {
    let special = Array("()*".utf8)
    var bytes: [UInt8] = []
    let elements = try ElementStrings(data, symbology.rawValue).elements
    for (index, element) in elements.enumerated() {
      bytes += Array("(\(element.identifier.name))".utf8)
      for byte in element.data {
        guard special.contains(byte) else {
          bytes.append(byte)
          continue
        }
        guard symbology == .gs1128 else { throw unsupported("printers set no parentheses and asterisks in DataBar") }
        bytes += [UInt8(ascii: "{"), byte]
      }
      if !element.identifier.isPredefined && index + 1 < elements.count { bytes += Array("{1".utf8) }
    }
    return bytes
  }

  /// GS ( k, cn 51: module size, the widest expanded symbol (as the paper allows), store, print.
  private func stacked(_ n: UInt8) throws(PosError) -> [UInt8] {
    let data = symbology == .dataBarStacked ? Array(data.utf8.dropLast()) : try elementBytes()
    return SymbolCommand.set(51, 67, [UInt8(truncatingIfNeeded: moduleWidth)])
      + (symbology == .dataBarExpandedStacked ? SymbolCommand.set(51, 71, [0, 0]) : [])
      + SymbolCommand.set(51, 80, [48, n] + data) + SymbolCommand.set(51, 81, [48])
  }

  private func unsupported(_ message: String) -> PosError {
    PosError(.unsupported, message, remedy: "let posd draw it")
  }
}

extension Barcode.Text {
  /// The n of GS H.
  package var escPos: UInt8 {
    switch self {
    case .none: 0
    case .above: 1
    case .below: 2
    case .both: 3
    }
  }

  package init?(escPos n: UInt8) {
    switch n {
    case 0, 48: self = .none
    case 1, 49: self = .above
    case 2, 50: self = .below
    case 3, 51: self = .both
    default: return nil
    }
  }
}
