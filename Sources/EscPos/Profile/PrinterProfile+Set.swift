import PosModel

extension PrinterProfile {
  /// Sets what a key of the schema says, written as `PrinterProfileKey.Kind` states.
  ///
  /// Throws `illegal` with a message that continues the name of the key.
  package mutating func set(_ key: PrinterProfileKey, _ text: String) throws(PosError) {
    switch key {
    case .vendor: vendor = text
    case .model: model = text
    case .source: source = text
    case .support: support = try Self.word(text)
    case .dots: dots = try Self.number(text, key)
    case .dpi: dpi = try Self.number(text, key)
    case .dpiAlong: dpiAlong = try Self.number(text, key)
    case .paper: paper = try Self.number(text, key)
    case .lineSpacing: lineSpacing = try Self.number(text, key)
    case .cutterDistance:
      let distance = try Self.number(text, key)
      cutterDistance = distance == 0 ? nil : distance
    case .cuts: cuts = try Self.words(text)
    case .fonts: fonts = try Self.fonts(text)
    case .otherPapers: otherPapers = try Self.papers(text)
    case .codePages: codePages = try Self.pages(text)
    case .multiByte: try setMultiByte(text)
    case .multiByteMode: try setMultiByteMode(text)
    case .size: size = try Self.word(text)
    case .image: imageCommand = try Self.word(text)
    case .logos: logos = try Self.word(text)
    case .barcodes: barcodes = try Self.words(text)
    case .symbols: symbols = try Self.words(text)
    case .buzzer: buzzer = try Self.word(text)
    case .drawerPins: drawerPins = try Self.pins(text)
    case .drawerOn: drawerOn = try Self.duration(text)
    case .drawerOff: drawerOff = try Self.duration(text)
    case .usb: usb = try Self.list(text).map { id throws(PosError) in try Self.usb(id) }
    case .names: names = Self.list(text)
    case .quirks: quirks = try Self.words(text)
    case .red, .fourByte, .utf8, .inlineColumns, .pageMode, .drawerRealTime, .realTimeStatus, .automaticStatus,
      .inOrderStatus, .processID, .clearsBuffer, .reprintsAfterPaperEnd:
      setFlag(key, try Self.flag(text))
    }
  }

  private mutating func setFlag(_ key: PrinterProfileKey, _ flag: Bool) {
    switch key {
    case .red: hasRed = flag
    case .fourByte: takesFourByte = flag
    case .utf8: takesUTF8 = flag
    case .inlineColumns: setsInlineColumns = flag
    case .pageMode: hasPageMode = flag
    case .drawerRealTime: kicksInRealTime = flag
    case .realTimeStatus: status.realTime = flag
    case .automaticStatus: status.automatic = flag
    case .inOrderStatus: status.inOrder = flag
    case .processID: status.processID = flag
    case .clearsBuffer: status.clearsBuffer = flag
    case .reprintsAfterPaperEnd: reprintsAfterPaperEnd = flag
    default: break
    }
  }

  private mutating func setMultiByte(_ text: String) throws(PosError) {
    if text == "none" {
      multiByte = nil
      return
    }
    guard MultiByte.encodings.contains(text) else { throw Self.unknown(text, MultiByte.encodings + ["none"]) }
    multiByte = MultiByte(encoding: text, mode: multiByte?.mode ?? MultiByte.usualMode(of: text))
  }

  private mutating func setMultiByteMode(_ text: String) throws(PosError) {
    let mode: MultiByte.Switch = try Self.word(text)
    guard let encoding = multiByte?.encoding else {
      throw PosError(.illegal, "needs multi-byte")
    }
    multiByte = MultiByte(encoding: encoding, mode: mode)
  }
}

extension PrinterProfile.MultiByte {
  package static let encodings = ["gb18030", "gbk", "big5", "shift-jis", "ks-x-1001"]

  /// Printers sold in Japan start with the double-byte mode off, the others with it on (Epson ESC/POS, FS &).
  static func usualMode(of encoding: String) -> Switch {
    encoding == "shift-jis" ? .offAtStart : .onAtStart
  }
}

// MARK: Reading

extension PrinterProfile {
  static func list(_ text: String) -> [String] {
    text.split(separator: "|").map { String($0) }
  }

  private static func unknown(_ text: String, _ words: [String]) -> PosError {
    if let near = nearestWord(to: text, in: words) {
      return PosError(.illegal, "cannot be \"\(text)\"; did you mean \"\(near)\"?")
    }
    return PosError(.illegal, "cannot be \"\(text)\"; it is one of \(words.joined(separator: ", "))")
  }

  private static func word<Word: RawRepresentable & CaseIterable>(_ text: String) throws(PosError) -> Word
  where Word.RawValue == String {
    if let word = Word(rawValue: text) { return word }
    throw unknown(text, Word.allCases.map(\.rawValue))
  }

  private static func words<Word: RawRepresentable & CaseIterable & Hashable>(
    _ text: String
  ) throws(PosError) -> Set<Word> where Word.RawValue == String {
    Set(try list(text).map { part throws(PosError) in try word(part) })
  }

  private static func flag(_ text: String) throws(PosError) -> Bool {
    guard let flag = Bool(text) else { throw PosError(.illegal, "must be true or false") }
    return flag
  }

  private static func number(_ text: String, _ key: PrinterProfileKey) throws(PosError) -> Int {
    guard case .number(let range) = key.kind else { return 0 }
    return try number(text, in: range)
  }

  private static func number(_ text: String, in range: ClosedRange<Int>) throws(PosError) -> Int {
    if let number = Int(text), range.contains(number) { return number }
    throw PosError(.illegal, "must be between \(range.lowerBound) and \(range.upperBound), not \(text)")
  }

  private static func duration(_ text: String) throws(PosError) -> Duration {
    guard let milliseconds = Int(text), (2...510).contains(milliseconds) else {
      throw PosError(.illegal, "must be between 2ms and 510ms")
    }
    return .milliseconds(milliseconds)
  }

  private static func pins(_ text: String) throws(PosError) -> Set<Int> {
    let pins = list(text).compactMap { Int($0) }
    guard pins.count == list(text).count, pins.allSatisfy({ $0 == 2 || $0 == 5 }) else {
      throw PosError(.illegal, "must be [], [2], [5] or [2, 5]")
    }
    return Set(pins)
  }

  private static func usb(_ text: String) throws(PosError) -> String {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 4 && UInt16($0, radix: 16) != nil }) else {
      throw PosError(.illegal, "cannot be \"\(text)\"; write four hex digits each, as lsusb shows them: 04b8:0e15")
    }
    return text.lowercased()
  }

  private static func pairs(_ text: String) throws(PosError) -> [(key: String, value: String)] {
    try list(text).map { pair throws(PosError) in
      guard let place = pair.firstIndex(of: "=") else { throw PosError(.illegal, "is not made of pairs") }
      return (String(pair[..<place]), String(pair[pair.index(after: place)...]))
    }
  }

  private static func papers(_ text: String) throws(PosError) -> [Int: Int] {
    var papers: [Int: Int] = [:]
    for (paper, dots) in try pairs(text) {
      guard let paper = Int(paper), (20...216).contains(paper) else {
        throw PosError(.illegal, "cannot have \"\(paper)\"; write the width in millimetres: { 58 = 384 }")
      }
      papers[paper] = try number(dots, in: 48...4_096)
    }
    return papers
  }

  private static func fonts(_ text: String) throws(PosError) -> [TextStyle.Font: FontMetrics] {
    var fonts: [TextStyle.Font: FontMetrics] = [:]
    for (name, size) in try pairs(text) {
      guard let font = TextStyle.Font(rawValue: name) else {
        throw unknown(name, TextStyle.Font.allCases.map(\.rawValue))
      }
      let sides = size.split(separator: "x", omittingEmptySubsequences: false).compactMap { Int($0) }
      guard sides.count == 2, sides.allSatisfy({ (4...96).contains($0) }) else {
        throw PosError(.illegal, "cannot have \"\(size)\"; write width and height in dots: \"12x24\"")
      }
      fonts[font] = FontMetrics(width: sides[0], height: sides[1])
    }
    guard fonts[.a] != nil else { throw PosError(.illegal, "needs font a") }
    return fonts
  }

  static func pages(_ text: String) throws(PosError) -> [UInt8: String] {
    var pages: [UInt8: String] = [:]
    for (number, name) in try pairs(text) {
      guard let number = UInt8(number) else {
        throw PosError(.illegal, "cannot have \"\(number)\"; write the n of ESC t: { 0 = \"cp437\" }")
      }
      pages[number] = name
    }
    return pages
  }
}
