import PosModel

extension Barcode {
  /// The width in dots without quiet zones; nil when the data is not valid or only an encoder can tell (DataBar
  /// Expanded).
  ///
  /// Wide elements of two-width codes are taken as 2.5 modules, rounded up, as printers set them (Epson ESC/POS, GS w).
  package func width() -> Int? {
    do { return try checked().fullWidth() } catch { return nil }
  }

  /// The same of a barcode whose data is in full.
  func fullWidth() -> Int? {
    guard let modules = modules() else { return nil }
    let wide = (moduleWidth * 5 + 1) / 2
    return modules.narrow * moduleWidth + modules.wide * wide
  }

  /// The same, and for DataBar Expanded what it is at most.
  func mostWidth() -> Int? { fullWidth() ?? expandedModules().map { $0 * moduleWidth } }

  /// Of the bars in dots: of the stacked codes what their standard wants.
  func fullHeight() -> Int {
    switch symbology {
    case .dataBarStacked: return 69 * moduleWidth
    case .dataBarExpandedStacked:
      do {
        return try DataBarExpandedSize.stackedHeight(ElementStrings(data, symbology.rawValue)) * moduleWidth
      } catch {
        return height
      }
    default: return height
    }
  }

  /// As posd draws it, whose wide elements are two modules, or three in the codes of two in five; nil for DataBar
  /// Expanded, whose width is not known before. Of a barcode whose data is in full.
  func drawnModules() -> Int? {
    guard let modules = modules() else { return nil }
    switch symbology {
    case .itf: return modules.narrow + 3 * modules.wide
    // zint's has a space at its end.
    case .codabar: return modules.narrow + 2 * modules.wide + 1
    // Nine modules of space.
    case .upcASupplement: return modules.narrow + 2
    default: return modules.narrow + 2 * modules.wide
    }
  }

  /// DataBar Expanded: at most; stacked: of the usual two columns.
  private func expandedModules() -> Int? {
    if symbology == .dataBarExpandedStacked { return 102 }
    do { return DataBarExpandedSize.modules(try ElementStrings(data, symbology.rawValue)) } catch { return nil }
  }

  private func modules() -> (narrow: Int, wide: Int)? {
    let count = data.utf8.count
    switch symbology {
    case .upcA, .ean13: return (95, 0)
    case .ean8: return (67, 0)
    case .upcE: return (51, 0)
    case .upcASupplement, .ean13Supplement: return (95 + supplement(data), 0)
    case .ean8Supplement: return (67 + supplement(data), 0)
    case .upcESupplement: return (51 + supplement(data), 0)
    // As zint sets it: wide elements are three modules.
    case .code2of5: return (14 * count + 19, 0)
    case .itf: return (4 + 6 * (count / 2) + 2, 4 * (count / 2) + 1)
    case .codabar:
      let wider = data.utf8.count { ":/.+ABCD".utf8.contains($0) }
      return ((count - wider) * 5 + wider * 4 + count - 1, (count - wider) * 2 + wider * 3)
    case .code39: return ((count + 2) * 6 + count + 1, (count + 2) * 3)
    case .code93: return ((Self.code93Characters(data) + 4) * 9 + 1, 0)
    case .code128, .gs1128:
      do { return ((try code128().codes().count + 1) * 11 + 13, 0) } catch { return nil }
    case .dataBar: return (96, 0)
    case .dataBarLimited: return (79, 0)
    case .dataBarStacked: return (50, 0)
    case .dataBarExpanded, .dataBarExpandedStacked: return nil
    }
  }

  /// What a Code 128 or a GS1-128 says.
  func code128() throws(PosError) -> Code128Data {
    guard symbology == .gs1128 else { return try Code128Data(data) }
    let symbols = try ElementStrings(data, "GS1-128").symbols
    return Code128Data([.function(1)] + symbols.map { $0.map { .ascii($0) } ?? .function(1) })
  }

  /// Seven modules of space, as zint draws it, and the supplement itself.
  private func supplement(_ data: String) -> Int {
    7 + ((data.split(separator: " ").last?.utf8.count ?? 0) == 2 ? 20 : 47)
  }

  /// Those outside the 43 of the alphabet take two (AIM BC5).
  private static func code93Characters(_ data: String) -> Int {
    data.utf8.reduce(0) { sum, byte in
      let isOne = CodeRules.isDigit(byte) || (0x41...0x5A).contains(byte) || "-. $/+%".utf8.contains(byte)
      return sum + (isOne ? 1 : 2)
    }
  }
}
