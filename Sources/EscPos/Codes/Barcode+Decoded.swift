extension Barcode {
  /// What GS k prints: `m` of function A or B and its data, with the settings of GS w, GS h and GS H.
  ///
  /// nil for what a printer leaves out: an unknown m, data that the symbology cannot hold, a wrong check digit.
  package init?(gsK m: UInt8, _ data: [UInt8], moduleWidth: Int = 3, height: Int = 162, text: Text = .none) {
    guard let symbology = BarcodeSymbology(gsK: m) else { return nil }
    let held: String
    switch m {
    case 73:
      guard let code = Code128Data(escPos: data) else { return nil }
      held = code.text
    case 79:
      guard let text = Self.automatic(data) else { return nil }
      held = text
    case 74, 78:
      guard let elements = Self.elements(data) else { return nil }
      held = elements.text
    default:
      guard data.allSatisfy({ $0 < 0x80 }) else { return nil }
      held = CodeRules.text(data)
    }
    self.init(checking: Barcode(symbology, held, moduleWidth: moduleWidth, height: height, text: text))
  }

  /// What GS ( k, cn 51, prints: n of function 80 and its data.
  init?(stacked n: UInt8, _ data: [UInt8], moduleWidth: Int) {
    switch n {
    case 72, 73:
      guard data.allSatisfy(CodeRules.isDigit) else { return nil }
      let number = CodeRules.text(data)
      self.init(checking: Barcode(.dataBarStacked, number, moduleWidth: moduleWidth, text: .none))
    case 76:
      guard let elements = Self.elements(data) else { return nil }
      self.init(checking: Barcode(.dataBarExpandedStacked, elements.text, moduleWidth: moduleWidth, text: .none))
    default: return nil
    }
  }

  private init?(checking code: Barcode) {
    do { self = try code.checked() } catch { return nil }
  }

  /// GS k 79: the printer chooses the subsets; `{1` to `{4` and `{{` as in 73.
  private static func automatic(_ data: [UInt8]) -> String? {
    var characters: [Code128Data.Character] = []
    var index = 0
    while index < data.count {
      var byte = data[index]
      guard byte < 0x80 else { return nil }
      if byte == UInt8(ascii: "{") {
        index += 1
        guard index < data.count else { return nil }
        byte = data[index]
        guard byte == UInt8(ascii: "{") || (0x31...0x34).contains(byte) else { return nil }
        characters.append(byte == UInt8(ascii: "{") ? .ascii(byte) : .function(byte &- 0x30))
      } else {
        characters.append(.ascii(byte))
      }
      index += 1
    }
    return Code128Data(characters).text
  }

  /// Parentheses and spaces are text only, `{1` is FNC1, `*` stands for a check digit, which the rules compute
  /// (Epson ESC/POS, GS k 74).
  private static func elements(_ data: [UInt8]) -> ElementStrings? {
    var symbols: [UInt8?] = []
    var index = 0
    while index < data.count {
      let byte = data[index]
      index += 1
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: ")"), 0x20: continue
      case UInt8(ascii: "*"):
        let start = symbols.lastIndex(of: nil).map { $0 + 1 } ?? 0
        let digits = symbols[start...].compactMap { $0 }
        guard let element = Self.lastNumber(digits) else { return nil }
        symbols.append(CodeRules.checkDigit(element))
      case UInt8(ascii: "{"):
        guard index < data.count else { return nil }
        switch data[index] {
        case UInt8(ascii: "1"): symbols.append(nil)
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "{"): symbols.append(data[index])
        default: return nil
        }
        index += 1
      default:
        guard byte < 0x80 else { return nil }
        symbols.append(byte)
      }
    }
    return ElementStrings(read: symbols)
  }

  /// The digits of the last, unfinished element.
  private static func lastNumber(_ digits: [UInt8]) -> [UInt8]? {
    var rest = digits
    while let identifier = ApplicationIdentifier(CodeRules.text(rest)) {
      rest.removeFirst(identifier.name.utf8.count)
      guard identifier.isPredefined, rest.count >= identifier.lengths.upperBound else {
        return identifier.hasCheckDigit && rest.allSatisfy(CodeRules.isDigit) ? rest : nil
      }
      rest.removeFirst(identifier.lengths.upperBound)
    }
    return nil
  }
}
