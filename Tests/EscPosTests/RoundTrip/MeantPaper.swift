import PosModel
import TextEncodings

@testable import EscPos

/// What a composition says should be on paper, worked out from its commands alone.
struct MeantPaper {
  private struct Waiting {
    var x: Int
    var width: Int
    var height: Int
    var isRed: Bool
    var kind: PaperItem.Kind
  }

  let profile: PrinterProfile
  let artwork: [Bitmap]
  private(set) var items: [PaperItem] = []
  private(set) var effects: [EmulatorEffect] = []
  private(set) var y = 0
  private var style = TextStyle()
  private var align = PrintCommand.Alignment.left
  private var spacing: Int
  private var line: [Waiting] = []
  private var x = 0
  private var lineAlign = PrintCommand.Alignment.left
  private var isUpsideDown = false
  private var page: (top: Int, width: Int, height: Int, direction: PageDirection, y: Int)?

  init(_ composition: Composition, _ artwork: [Bitmap], _ profile: PrinterProfile) {
    self.profile = profile
    self.artwork = artwork
    spacing = profile.lineSpacing
    for command in composition.commands { take(command) }
  }

  var marks: [Mark] { items.flatMap { Mark.marks(of: $0) } }

  private mutating func take(_ command: PrintCommand) {
    switch command {
    case .initialize: break
    case .style(let style): self.style = style
    case .text(let text): for scalar in text.unicodeScalars { put(scalar, isWide: !scalar.isASCII) }
    case .run(let run):
      for scalar in run.text.unicodeScalars {
        let columns = run.kind == .multiByte ? multiByte?.displayWidth(String(scalar)) ?? 2 : 1
        put(scalar, isWide: columns == 2)
      }
    case .drawnText(let index, _):
      let bitmap = artwork[index]
      begin()
      add(.bitmap(bitmap.cropped(bitmap.width, 24), scaleX: 1, scaleY: 1), bitmap.width, 24, isRed: style.isRed)
    case .drawnLine(let parts, let isUpsideDown):
      picture(Bitmap(parts, artwork, profile.dots, isUpsideDown), isRed: parts.contains(where: \.isRed))
    case .newline: newline()
    case .feed(let lines): feed(lines * spacing)
    case .feedDots(let dots): feed(dots)
    case .align(let align): self.align = align
    case .moveTo(let dots):
      if page != nil || line.isEmpty || !profile.quirks.contains(.noMoveInLine) { x = dots }
    case .lineSpacing(let dots): spacing = dots ?? profile.lineSpacing
    case .picture(let index): picture(artwork[index])
    case .bitmap(let bitmap): picture(bitmap)
    case .barcode(let barcode): code(barcode)
    case .symbol(let symbol): code(symbol)
    case .cut(let cut): self.cut(cut)
    case .drawer(let pulse): drawer(pulse)
    case .beep(let times, let duration): beep(times, duration)
    case .page(let width, let height, let direction, let commands):
      let before = (style, align)
      if !line.isEmpty { newline() }
      page = (y, word(width), word(height), direction, 0)
      for command in commands { take(command) }
      end()
      page = nil
      y += word(height)
      (style, align) = before
    case .moveDown(let dots):
      end()
      let place = word(dots)
      page?.y = place
    case .raw(let bytes): raw(bytes)
    case .area, .logo: break
    }
  }

  // MARK: Lines

  private var multiByte: TextEncoding? { profile.multiByte.flatMap { TextEncoding.named($0.encoding) } }

  private mutating func begin() {
    guard line.isEmpty else { return }
    lineAlign = align
    isUpsideDown = style.isUpsideDown && page == nil
  }

  private mutating func add(_ kind: PaperItem.Kind, _ width: Int, _ height: Int, isRed: Bool) {
    line.append(Waiting(x: x, width: width, height: height, isRed: isRed && profile.hasRed, kind: kind))
    x += width
  }

  private mutating func put(_ scalar: Unicode.Scalar, isWide: Bool) {
    begin()
    let usual = profile.fonts[.a] ?? PrinterProfile.FontMetrics(width: 12, height: 24)
    let small = profile.fonts[.b] ?? usual
    let font = isWide || style.font == .a ? usual : style.font == .b ? small : profile.fonts[.c] ?? small
    let (width, height) = (font.width * style.width, font.height * style.height)
    var look =
      style.isRotated
      ? PaperText(cellWidth: height, cellHeight: width) : PaperText(cellWidth: width, cellHeight: height)
    look.cells = isWide && !style.isRotated ? 2 : 1
    look.isBold = style.isBold
    look.isInverted = style.isInverted
    look.isRotated = style.isRotated
    look.underline = style.isInverted || style.isRotated ? 0 : style.underline.rawValue
    add(.text(String(scalar), look), look.cells * look.cellWidth, look.cellHeight, isRed: style.isRed)
  }

  private mutating func newline() {
    let height = line.map(\.height).max() ?? 0
    end()
    if page == nil { y += max(spacing, height) }
  }

  /// Puts what waits on the paper, with its feet on one line.
  private mutating func end() {
    let height = line.map(\.height).max() ?? 0
    let width = line.map { $0.x + $0.width }.max() ?? 0
    let free = max(0, profile.dots - width)
    let left = page != nil || lineAlign == .left ? 0 : lineAlign == .center ? free / 2 : free
    for waiting in line {
      var item = PaperItem(x: left + waiting.x, y: y + height - waiting.height, isRed: waiting.isRed, waiting.kind)
      if let page {
        (item.x, item.y, item.quarterTurns) = Self.place(waiting.x, page.y - waiting.height, page)
        item.y += page.top
      } else if isUpsideDown {
        (item.x, item.y, item.quarterTurns) = (left + width - waiting.x, y + waiting.height, 2)
      }
      items.append(item)
    }
    line = []
    x = 0
  }

  /// The corner where something begins that stands `x` along the lines and `y` across them.
  private static func place(
    _ x: Int, _ y: Int, _ page: (top: Int, width: Int, height: Int, direction: PageDirection, y: Int)
  ) -> (Int, Int, Int) {
    switch page.direction {
    case .leftToRight: (x, y, 0)
    case .bottomToTop: (y, page.height - x, 3)
    case .rightToLeft: (page.width - x, page.height - y, 2)
    case .topToBottom: (page.width - y, x, 1)
    }
  }

  private mutating func feed(_ dots: Int) {
    if !line.isEmpty { newline() }
    y += dots
  }

  // MARK: Blocks

  private mutating func block(
    _ kind: PaperItem.Kind, _ width: Int, _ height: Int, advance: Int? = nil, isRed: Bool = false
  ) {
    guard page == nil else { return add(kind, width, height, isRed: isRed) }
    if !line.isEmpty { newline() }
    (lineAlign, isUpsideDown) = (align, false)
    add(kind, min(width, profile.dots), height, isRed: isRed)
    end()
    y += advance ?? height
  }

  private mutating func picture(_ bitmap: Bitmap, isRed: Bool = false) {
    guard bitmap.width > 0, bitmap.height > 0 else { return }
    let clipped = bitmap.cropped(min(bitmap.width, profile.dots), bitmap.height)
    switch profile.imageCommand {
    // Whole bytes.
    case .raster:
      block(.bitmap(clipped, scaleX: 1, scaleY: 1), (clipped.width + 7) / 8 * 8, clipped.height, isRed: isRed)
    case .graphics: block(.bitmap(clipped, scaleX: 1, scaleY: 1), clipped.width, clipped.height, isRed: isRed)
    case .column:
      block(
        .bitmap(clipped, scaleX: 1, scaleY: 1), clipped.width, clipped.height, advance: (clipped.height + 23) / 24 * 24,
        isRed: isRed)
    case .column8:
      let scale = profile.column8Units
      block(
        .bitmap(clipped, scaleX: 1, scaleY: scale), clipped.width, clipped.height * scale,
        advance: (clipped.height + 7) / 8 * 8 * scale, isRed: isRed)
    case .none: break
    }
  }

  private mutating func code(_ barcode: Barcode) {
    guard var code = try? barcode.checked() else { return }
    if code.symbology.gsParenK != nil { (code.height, code.text) = (80, .none) }
    let lines = code.text == .none ? 0 : code.text == .both ? 2 : 1
    let letters = (profile.fonts[.a]?.height ?? 24) * lines
    block(.barcode(code), CodeReading.width(code), code.fullHeight() + letters)
  }

  private mutating func code(_ symbol: Symbol) {
    let room = page.map { ($0.direction == .leftToRight || $0.direction == .rightToLeft ? $0.width : $0.height) - x }
    guard var code = try? symbol.checked().fitted(to: room ?? profile.dots) else { return }
    // Only PDF417 has rows.
    if code.kind.name != .pdf417 { code.rowHeight = 3 }
    if code.kind.name == .maxiCode { code.moduleSize = 4 }
    let size = CodeReading.size(code)
    block(.symbol(code), size.width, size.height)
  }

  private mutating func cut(_ wish: PrintCommand.Cut) {
    if !line.isEmpty { newline() }
    guard !profile.cuts.isEmpty else { return feed(4 * spacing) }
    let cut = profile.cuts.contains(wish) ? wish : wish == .full ? .partial : .full
    items.append(PaperItem(x: 0, y: y, .cut(cut)))
    effects.append(.cut(cut))
    y += profile.cutterDistance ?? 0
  }

  private mutating func drawer(_ pulse: DrawerPulse) {
    let on = pulse.on.wholeMilliseconds / 2 * 2
    let off = pulse.off.wholeMilliseconds / 2 * 2
    effects.append(.pulse(pin: pulse.pin, on: .milliseconds(on), off: .milliseconds(max(on, off))))
  }

  private mutating func beep(_ times: Int, _ duration: Duration) {
    func rounded(_ unit: Int, atMost most: Int) -> Duration {
      .milliseconds(min((duration.wholeMilliseconds + unit - 1) / unit, most) * unit)
    }
    switch profile.buzzer {
    case .escB:
      // 450 ms at most, and 9 of them: what is longer is several.
      let parts = (duration + .milliseconds(449)).components
      let count = times * max(1, (Int(parts.seconds) * 1000 + Int(parts.attoseconds / 1_000_000_000_000_000)) / 450)
      effects.append(.beep(times: min(count, 9), on: rounded(50, atMost: 9), off: rounded(50, atMost: 9)))
    case .escParenA, .escParenAExternal:
      effects.append(.beep(times: times, on: rounded(100, atMost: 255), off: rounded(100, atMost: 255)))
    case .bel, .rs:
      for _ in 0..<times { effects.append(.beep(times: 1, on: .milliseconds(200), off: .milliseconds(0))) }
    case .none: break
    }
  }

  /// Those of `RandomReceipt`.
  private mutating func raw(_ bytes: [UInt8]) {
    let before = (style, align)
    (style, align) = (TextStyle(), .left)
    if bytes.first == 0x1B { (style.isBold, style.isInverted, style.height) = (true, true, 2) }
    for scalar in (bytes.first == 0x1B ? "R" : "RAW").unicodeScalars { put(scalar, isWide: false) }
    newline()
    (style, align) = before
  }

  private func word(_ value: Int) -> Int { RealTimeBytes.harmless(min(max(value, 0), 0x0FFF)) }
}

extension Bitmap {
  func cropped(_ width: Int, _ height: Int) -> Bitmap {
    var result = Bitmap(width: width, height: height)
    for y in 0..<min(height, self.height) { for x in 0..<width where self[x, y] { result[x, y] = true } }
    return result
  }

  /// A line of drawn parts on one foot.
  init(_ parts: [DrawnPart], _ artwork: [Bitmap], _ dots: Int, _ isUpsideDown: Bool) {
    let height = parts.map { artwork[$0.artwork].height }.max() ?? 0
    let width = min(dots, parts.map { artwork[$0.artwork].width + $0.x }.max() ?? 0)
    self.init(width: width, height: height)
    for part in parts {
      let bitmap = artwork[part.artwork]
      for y in 0..<bitmap.height {
        for x in 0..<bitmap.width where bitmap[x, y] && part.x + x < width {
          let (column, row) = (part.x + x, height - bitmap.height + y)
          self[isUpsideDown ? width - 1 - column : column, isUpsideDown ? height - 1 - row : row] = true
        }
      }
    }
  }
}
