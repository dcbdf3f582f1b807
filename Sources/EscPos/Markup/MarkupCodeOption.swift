/// How codes look: the property `option`.
struct MarkupCodeOption: Hashable, Sendable {
  enum Kind: String, Hashable, Sendable {
    case upc, ean, jan, code39, itf, codabar, nw7, code93, code128, qrcode
  }

  var kind = Kind.code128
  var moduleWidth = 2
  var height = 72
  var hasText = false
  var cell = 3
  var level = Symbol.QRErrorCorrection.low

  init() {}

  /// The first word of each sort counts. `unknown` becomes true for one that is of no sort.
  init(_ words: [String], unknown: inout Bool) {
    var kind: Kind?
    var level: Symbol.QRErrorCorrection?
    var (moduleWidth, height, cell): (Int?, Int?, Int?)
    for word in words where !word.isEmpty {
      if let known = Kind(rawValue: word) {
        kind = kind ?? known
      } else if let known = Self.levels[word] {
        level = level ?? known
      } else if let number = MarkupParser.number(word) {
        if 2...4 ~= number { moduleWidth = moduleWidth ?? number }
        if 3...8 ~= number { cell = cell ?? number }
        if 24...240 ~= number { height = height ?? number }
        unknown = unknown || !(2...8 ~= number || 24...240 ~= number)
      } else if word == "hri" {
        hasText = true
      } else if word != "nohri" {
        unknown = true
      }
    }
    self.kind = kind ?? .code128
    self.level = level ?? .low
    self.moduleWidth = moduleWidth ?? 2
    self.height = height ?? 72
    self.cell = cell ?? 3
  }

  private static let levels: [String: Symbol.QRErrorCorrection] = [
    "l": .low, "m": .medium, "q": .quartile, "h": .high,
  ]

  var symbol: Symbol? {
    kind == .qrcode ? Symbol(.qr(level), [], moduleSize: cell) : nil
  }

  /// Short numbers are those of the small packages.
  func barcode(_ data: String) -> Barcode {
    let isShort = data.unicodeScalars.count < 9
    let symbology: BarcodeSymbology =
      switch kind {
      case .upc: isShort ? .upcE : .upcA
      case .ean, .jan: isShort ? .ean8 : .ean13
      case .code39: .code39
      case .itf: .itf
      case .codabar, .nw7: .codabar
      case .code93: .code93
      case .code128, .qrcode: .code128
      }
    return Barcode(symbology, data, moduleWidth: moduleWidth, height: height, text: hasText ? .below : .none)
  }
}
