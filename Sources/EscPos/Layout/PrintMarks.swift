/// What a print has to say of itself, before and after its content.
package struct PrintMarks: Hashable, Sendable {
  /// An attempt whose predecessor may be on paper already.
  package struct Duplicate: Hashable, Sendable {
    /// 2 and up.
    package var attempt: Int
    /// When the first attempt left, as it shall be read: `12:31:05`.
    package var original: String

    package init(attempt: Int, original: String) {
      self.attempt = attempt
      self.original = original
    }
  }

  package var duplicate: Duplicate?
  package var isReprint = false
  /// `顾客联`, `MERCHANT COPY`.
  package var copyName: String?
  /// The station for which another printer stands in.
  package var originalStation: String?
  /// The station of a kitchen ticket, and its number on that day.
  package var station: String?
  package var number: Int?

  package init() {}

  package var isEmpty: Bool { self == PrintMarks() }
}

extension PrintMarks {
  /// What stands before the content; Chinese only where the printer has it, so that there is nothing to draw.
  func head(_ repertoire: Repertoire) -> [ReceiptElement] {
    if isEmpty { return [] }
    var elements = warning(repertoire)
    if let copyName { elements.append(Self.line(copyName, align: .center, height: 2, isBold: true)) }
    if let originalStation {
      let words = Self.words("原打印机 ", "ORIGINAL PRINTER: ", repertoire)
      elements.append(Self.line(words + originalStation, isBold: true))
    }
    let ticket = [station, number.map { "#" + Self.fourDigits($0) }].compactMap(\.self).joined(separator: " ")
    if !ticket.isEmpty { elements.append(Self.line(ticket, width: 2, height: 2, isBold: true)) }
    return elements
  }

  /// What stands after the content: a torn ticket still warns.
  func foot(_ repertoire: Repertoire) -> [ReceiptElement] { warning(repertoire) }

  private func warning(_ repertoire: Repertoire) -> [ReceiptElement] {
    var elements: [ReceiptElement] = []
    if let duplicate {
      if repertoire.canSet("【可能重复】") { elements.append(Self.banner("【可能重复】")) }
      elements.append(Self.banner("POSSIBLE DUPLICATE"))
      let attempt =
        repertoire.canSet("第次") ? "第\(duplicate.attempt)次 ATTEMPT \(duplicate.attempt)" : "ATTEMPT \(duplicate.attempt)"
      let original = Self.words("原 ", "FIRST ", repertoire) + duplicate.original
      elements.append(Self.line("\(attempt)  \(original)", align: .center))
    }
    if isReprint { elements.append(Self.banner(Self.words("重打 ", "REPRINT", repertoire))) }
    return elements
  }

  private static func words(_ chinese: String, _ english: String, _ repertoire: Repertoire) -> String {
    repertoire.canSet(chinese) ? chinese + english : english
  }

  private static func fourDigits(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func banner(_ text: String) -> ReceiptElement {
    line(text, align: .center, width: 2, height: 2, isInverted: true)
  }

  private static func line(
    _ text: String, align: PrintCommand.Alignment = .left, width: Int? = nil, height: Int? = nil,
    isBold: Bool? = nil, isInverted: Bool? = nil
  ) -> ReceiptElement {
    var look = TextLook()
    look.width = width
    look.height = height
    look.isBold = isBold
    look.isInverted = isInverted
    return .text(TextElement([TextSpan(text)], align: align, look: look))
  }
}
