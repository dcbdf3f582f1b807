import PosModel

extension Composer {
  /// Readers want modules of a quarter of a millimetre: two dots at 203 an inch.
  private var readableModule: Int { max(1, (facts.profile.dpi * 2 + 101) / 203) }

  /// By the printer itself, or drawn where it cannot; with narrower modules where there is no room for the wanted ones.
  ///
  /// `room` in dots; throws where even modules of one dot are too wide.
  mutating func command(_ barcode: Barcode, width room: Int) throws(ReceiptFault) -> PrintCommand {
    if let command = native(barcode, room) { return command }
    let code: Barcode
    do { code = try barcode.checked() } catch { throw ReceiptFault("barcode", error.message) }
    guard let modules = code.drawnModules() else { return try drawn(code, room) }
    let width = min(code.moduleWidth, room / modules)
    guard width > 0 else { throw tooWide(modules, room) }
    var fitting = code
    fitting.moduleWidth = width
    if width < code.moduleWidth, let command = native(fitting, room) { return command }
    return drawn(
      .barcode(fitting, maximumWidth: room, rowHeight: facts.rowHeight), isNarrow: isNarrow(width, code.moduleWidth))
  }

  mutating func command(_ symbol: Symbol, width room: Int) throws(ReceiptFault) -> PrintCommand {
    if let command = native(symbol, room) { return command }
    let code: Symbol
    do { code = try symbol.checked() } catch { throw ReceiptFault("code2D", error.message) }
    for size in stride(from: code.moduleSize, through: 1, by: -1) {
      var code = code
      code.moduleSize = size
      guard let fitted = code.fitted(to: room), room > 0 else { continue }
      if size < symbol.moduleSize, let command = native(code, room) { return command }
      // What only an encoder can tell is drawn with as wide modules as there is room for.
      let isTight = fitted.mostWidth().map { $0 / size * min(size, readableModule) > room } ?? false
      return drawn(
        .symbol(fitted, maximumWidth: room, rowHeight: facts.rowHeight),
        isNarrow: isNarrow(size, symbol.moduleSize) || isTight)
    }
    var least = code
    least.moduleSize = 1
    throw tooWide(least.mostWidth(), room, hasOneSize: code.kind.name == .maxiCode)
  }

  /// DataBar Expanded: the render process finds the widest modules.
  private mutating func drawn(_ code: Barcode, _ room: Int) throws(ReceiptFault) -> PrintCommand {
    var least = code
    least.moduleWidth = min(code.moduleWidth, readableModule)
    guard room > 0 else { throw tooWide(least.mostWidth(), room) }
    let isNarrow = code.symbology == .dataBarExpanded && least.mostWidth().map { $0 > room } ?? false
    return drawn(.barcode(code, maximumWidth: room, rowHeight: facts.rowHeight), isNarrow: isNarrow)
  }

  private mutating func drawn(_ artwork: Artwork, isNarrow: Bool) -> PrintCommand {
    let index = draw(artwork)
    if isNarrow { composition.narrow.append(index) }
    return .picture(artwork: index)
  }

  private func isNarrow(_ module: Int, _ wanted: Int) -> Bool { module < min(wanted, readableModule) }

  private mutating func native(_ barcode: Barcode, _ room: Int) -> PrintCommand? {
    let facts = facts  // Held here, or the profile would be copied.
    do {
      composition.codes.keep(try barcode.bytes(for: facts.profile, room: room), of: barcode, for: facts.profile.id)
      return .barcode(barcode)
    } catch {
      return nil
    }
  }

  private mutating func native(_ symbol: Symbol, _ room: Int) -> PrintCommand? {
    let facts = facts  // Held here, or the profile would be copied.
    do {
      // Columns that are left to the printer are as many as its whole paper has room for.
      let symbol = room < facts.profile.dots ? try symbol.checked().fitted(to: room) ?? symbol : symbol
      composition.codes.keep(try symbol.bytes(for: facts.profile, room: room), of: symbol, for: facts.profile.id)
      return .symbol(symbol)
    } catch {
      return nil
    }
  }

  /// `least`: the width in dots with modules of one dot; nil: not known.
  private func tooWide(_ least: Int?, _ room: Int, hasOneSize: Bool = false) -> ReceiptFault {
    let width = least.map { "is \($0) dots wide" } ?? "is too wide"
    return ReceiptFault(
      "\(width)\(hasOneSize ? "" : " even with modules of one dot"), and there is room for \(max(0, room)); "
        + "shorten the data or use a denser code")
  }
}
