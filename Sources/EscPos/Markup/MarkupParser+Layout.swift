extension MarkupParser {
  /// The properties that stay in force. A value that is not known sets the usual one.
  mutating func setLayout(_ members: [String: Value]) {
    if let value = members["text"] {
      let word = value.text.lowercased()
      layout.wraps = word != "nowrap"
      if word != "nowrap", word != "wrap" { warn(value.range.lowerBound, "text is wrap or nowrap: it wraps") }
    }
    if let value = members["width"] { setWidths(value) }
    if let value = members["align"] {
      let align = PrintCommand.Alignment(rawValue: value.text.lowercased())
      layout.align = align ?? .center
      if align == nil { warn(value.range.lowerBound, "align is left, center or right: it is center") }
    }
    if let value = members["option"] {
      var unknown = false
      option = MarkupCodeOption(Self.words(value.text), unknown: &unknown)
      if unknown { warn(value.range.lowerBound, "not all of these code options exist; the others are used") }
    }
    if let value = members["border"] { setBorder(value) }
  }

  private mutating func setBorder(_ value: Value) {
    let was = layout.border
    switch value.text.lowercased() {
    case "line": layout.border = .line
    case "space": layout.border = .space(1)
    case "none": layout.border = .space(0)
    case let word:
      let width = Self.number(word).flatMap { $0 <= 2 ? $0 : nil }
      layout.border = .space(width ?? 1)
      if width == nil { warn(value.range.lowerBound, "border is line, space, none or 0 to 2: it is space") }
    }
    if was != .line, layout.border == .line { add(.beginRules) }
    if was == .line, layout.border != .line { add(.endRules) }
  }

  private mutating func setWidths(_ value: Value) {
    let words = Self.words(value.text)
    guard !words.contains("auto") else {
      layout.widths = nil
      return
    }
    if words.count > MarkupLimits.columns {
      warn(value.range.lowerBound, "only the first \(MarkupLimits.columns) widths are used")
    }
    var isWrong = false
    layout.widths = words.prefix(MarkupLimits.columns).map { word in
      if word == "*" { return .share }
      let number = Self.number(word)
      isWrong = isWrong || (number == nil && !word.isEmpty)
      return .characters(number ?? 0)
    }
    if isWrong { warn(value.range.lowerBound, "a width is auto, * or a number: the column is left out") }
  }

  /// Separated by a comma or white space; between a comma and a space there is an empty one. One more than there can be
  /// columns, at most.
  static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasBlank = false
    for character in text.lowercased().unicodeScalars {
      let isBlank = character == " " || character == "\t"
      if character == "," || (isBlank && !wasBlank) {
        guard words.count <= MarkupLimits.columns else { return words }
        words.append(word)
        word = ""
      } else if !isBlank {
        word.unicodeScalars.append(character)
      }
      wasBlank = isBlank
    }
    words.append(word)
    return words
  }

  /// Of ASCII digits; at most 10,000, however many there are.
  static func number(_ word: String) -> Int? {
    guard !word.isEmpty else { return nil }
    var number = 0
    for byte in word.utf8 {
      guard 0x30...0x39 ~= byte else { return nil }
      number = min(number * 10 + Int(byte - 0x30), 10_000)
    }
    return number
  }
}
