import PosModel
import TextEncodings

/// Writes commands, and knows what they leave in force.
struct CommandWriter {
  let facts: PrinterFacts
  let plainCodes: PlainCodes?
  let artwork: [Bitmap]
  /// What is known already of the bytes of codes.
  var codes: CodeBytes
  var output: [UInt8] = []

  /// What the text that comes shall look like, and what the printer was told; nil: nobody knows.
  var wanted = TextStyle() { didSet { mayDiffer = true } }
  var sent: TextStyle? = TextStyle()
  /// Whether what is wanted was said, or what was sent forgotten, since they were compared.
  var mayDiffer = true
  var wantedAlign = PrintCommand.Alignment.left
  var sentAlign: PrintCommand.Alignment? = .left
  /// FS &.
  var isDoubleByte: Bool?
  /// FS -, which double-byte characters need beside ESC -.
  var doubleByteUnderline: TextStyle.Underline? = TextStyle.Underline.none
  /// Bits of FS !, which double-byte characters need where GS ! is not known.
  var doubleByteSize: UInt8? = 0
  /// The page of ESC t, an index into the repertoire's.
  var page: Int?
  /// nil: the printer's own.
  var spacing: Int?
  /// The printing area; nil: all of it.
  private var area: (left: Int, width: Int?)?
  /// Somebody else's bytes have changed it, in the middle of a line, where it cannot be set again.
  private var owesArea = false
  var isLineOpen = false
  var isOnPage = false
  /// Somebody else's bytes have begun a page: theirs end it, or what cannot stand on it does.
  var isOnRawPage = false
  /// Where on the page the next element stands, as `moveTo` and `moveDown` have said.
  var pagePlace = (x: 0, y: 0)
  /// Whether the last command was GS v 0.
  var isAfterRaster = false

  init(_ facts: PrinterFacts, _ artwork: [Bitmap], _ codes: CodeBytes) {
    self.facts = facts
    plainCodes = facts.plainCodes
    self.artwork = artwork
    self.codes = codes
  }

  mutating func write(_ command: PrintCommand) throws(PosError) {
    switch command {
    case .initialize: initialize()
    case .style(let style): wanted = style
    case .text(let text): self.text(text)
    case .run(let run): self.run(run)
    case .drawnText(let index, let columns): try drawnText(try bitmap(index), columns: columns)
    case .drawnLine(let parts, let isUpsideDown): try drawnLine(parts, isUpsideDown: isUpsideDown)
    case .newline: newline()
    case .feed(let lines): feed(lines: lines)
    case .feedDots(let dots): feed(dots: dots)
    case .align(let align): wantedAlign = align
    case .moveTo(let dots): moveTo(dots)
    case .lineSpacing(let dots):
      spacing = dots
      writeSpacing()
    case .area(let left, let width): area(left: left, width: width)
    case .picture(let index): try picture(try bitmap(index))
    case .bitmap(let bitmap): try picture(bitmap)
    case .barcode(let barcode): try self.barcode(barcode)
    case .symbol(let symbol): try self.symbol(symbol)
    case .logo(let key): try logo(key)
    case .cut(let cut): self.cut(cut)
    case .drawer(let pulse): output += pulse.bytes
    case .beep(let times, let duration): beep(times, duration)
    case .page(let width, let height, let direction, let commands):
      try page(width, height, direction, commands)
    case .moveDown(let dots):
      pagePlace.y = dots
      output += [0x1D, 0x24] + word(dots)
    case .raw(let bytes): raw(bytes)
    }
  }

  /// ESC @, and what the printer's start needs beside.
  mutating func initialize() {
    output += Command.initialize
    startCharacters()
    (wanted, sent) = (TextStyle(), TextStyle())
    (wantedAlign, sentAlign) = (.left, .left)
    isDoubleByte = facts.profile.multiByte?.mode == .onAtStart
    (doubleByteUnderline, doubleByteSize, page, spacing) = (TextStyle.Underline.none, 0, nil, nil)
    (area, owesArea) = (nil, false)
    (isLineOpen, isAfterRaster, isOnRawPage) = (false, false, false)
  }

  mutating func endRawPage() {
    guard isOnRawPage else { return }
    output.append(0x0C)
    (isLineOpen, isOnRawPage) = (false, false)
  }

  /// What ESC @ does not set as the layout reckons. Models for East Asia begin with their own international set, in which
  /// `$` or `\` is another character (Epson ESC/POS, ESC R).
  private mutating func startCharacters() {
    guard let encoding = facts.profile.multiByte?.encoding else { return }
    put(0x1B, 0x52, 0)
    if facts.quirks.contains(.big5ByFSC) { put(0x1C, 0x43, encoding == "big5" ? 1 : 0) }
  }

  private func bitmap(_ index: Int) throws(PosError) -> Bitmap {
    guard artwork.indices.contains(index) else {
      throw PosError(.failure, "the drawing \(index) of this receipt is missing")
    }
    return artwork[index]
  }

  /// Two bytes, the lower first; the one that would be a real-time command is told as its neighbour.
  func word(_ value: Int) -> [UInt8] {
    let value = RealTimeBytes.harmless(min(max(value, 0), 0x0FFF))
    return [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
  }

  /// Two bytes, or three: an array of them would cost more than they do.
  mutating func put(_ first: UInt8, _ second: UInt8, _ third: UInt8? = nil) {
    output.append(first)
    output.append(second)
    if let third { output.append(third) }
  }

  /// Before what begins a line of its own.
  mutating func startLine() {
    if isLineOpen, !isOnPage { newline() }
    isAfterRaster = false
    flushAlign()
    flushTurnAndColour()
  }

  mutating func flushAlign() {
    if owesArea, !isLineOpen { writeArea() }
    guard sentAlign != wantedAlign, !isOnPage else { return }
    sentAlign = wantedAlign
    let code: UInt8 =
      switch wantedAlign {
      case .left: 0
      case .center: 1
      case .right: 2
      }
    put(0x1B, 0x61, code)
  }

  private mutating func moveTo(_ dots: Int) {
    guard isOnPage || !(facts.quirks.contains(.noMoveInLine) && isLineOpen) else { return }
    flushAlign()
    pagePlace.x = dots
    output += [0x1B, 0x24] + word(dots)
  }

  private mutating func area(left: Int, width: Int?) {
    area = (left, width)
    startLine()
    writeArea()
  }

  private mutating func writeArea() {
    owesArea = false
    let left = area?.left ?? 0
    output += [0x1D, 0x4C] + word(left)
    output += [0x1D, 0x57] + word(area?.width ?? max(0, facts.profile.dots - left))
  }

  private mutating func barcode(_ barcode: Barcode) throws(PosError) {
    if let bytes = codes.take(barcode) { try code(bytes) } else { try code(barcode.bytes(for: facts.profile)) }
  }

  private mutating func symbol(_ symbol: Symbol) throws(PosError) {
    let bytes = if let known = codes.take(symbol) { known } else { try symbol.bytes(for: facts.profile) }
    // Two-dimensional codes are enlarged as the characters are (Epson ESC/POS, GS ( k).
    if sent?.width != 1 || sent?.height != 1 {
      if isLineOpen, !isOnPage { newline() }
      switch facts.size {
      case .gs:
        put(0x1D, 0x21, 0)
        sent?.width = 1
        sent?.height = 1
      // It is told with all the rest of the style.
      case .escMode:
        put(0x1B, 0x21, 0)
        sent = nil
      }
      mayDiffer = true
    }
    try code(bytes)
  }

  private mutating func code(_ bytes: [UInt8]) throws(PosError) {
    guard !RealTimeBytes.isIn(bytes) else {
      throw PosError(
        .illegal, "the printer would take the data of a code for a command", remedy: "let it be drawn as a picture")
    }
    startLine()
    output += bytes
  }

  private mutating func logo(_ key: String) throws(PosError) {
    startLine()
    let bytes = Array(key.utf8)
    switch facts.profile.logos {
    case .graphics where bytes.count == 2: output += [0x1D, 0x28, 0x4C, 6, 0, 0x30, 0x45] + bytes + [1, 1]
    case .numbered: output += [0x1C, 0x70, UInt8(key) ?? 1, 0]
    default: throw PosError(.unsupported, "\(facts.profile.id) stores no logo \(key)", remedy: "print it as an image")
    }
  }

  /// The printer's own bytes; what they leave in force is set again.
  private mutating func raw(_ bytes: [UInt8]) {
    if !isLineOpen { flushAlign() }
    flushStyle()
    output += bytes
    let after = RawAftermath(
      bytes, CommandDialect(facts.profile), isLineOpen: isLineOpen, isOnPage: isOnPage || isOnRawPage)
    isLineOpen = after.isLineOpen
    isOnRawPage = after.isOnPage && !isOnPage
    if after.isFresh || after.changesCodeSystem { startCharacters() }
    output += after.resets
    if after.changesSpacing || after.isFresh && spacing != nil { writeSpacing() }
    owesArea = owesArea || after.changesArea || after.isFresh && area != nil
    doubleByteSize = nil
    (sent, sentAlign, isDoubleByte, doubleByteUnderline, page) = (nil, nil, nil, nil, nil)
    mayDiffer = true
    isAfterRaster = false
  }
}
