import EscPos

extension FrameWriter {
  mutating func roll(_ roll: PaperRoll) {
    number(roll.width)
    number(roll.height)
    number(roll.items.count)
    for item in roll.items {
      number(item.x)
      number(item.y)
      number(item.quarterTurns & 3)
      flag(item.isRed)
      self.item(item.kind)
    }
  }

  private mutating func item(_ kind: PaperItem.Kind) {
    switch kind {
    case .text(let text, let look):
      byte(1)
      string(text)
      number(look.cellWidth)
      number(look.cellHeight)
      number(look.spacing)
      number(look.cells)
      flag(look.isBold)
      number(look.underline)
      flag(look.isInverted)
      flag(look.isRotated)
      flag(look.isBlank)
      byte(look.background?.rawValue ?? 0)
      byte(look.shadow?.rawValue ?? 0)
    case .bitmap(let bitmap, let scaleX, let scaleY):
      byte(2)
      self.bitmap(bitmap)
      number(scaleX)
      number(scaleY)
    case .barcode(let barcode):
      byte(3)
      self.barcode(barcode)
    case .symbol(let symbol):
      byte(4)
      self.symbol(symbol)
    case .cut(let cut):
      byte(5)
      word(cut)
    case .rule(let width, let height):
      byte(6)
      number(min(width, RenderLimits.height))
      number(min(height, RenderLimits.height))
    }
  }
}

extension FrameReader {
  mutating func roll() throws(FrameFault) -> PaperRoll {
    var roll = PaperRoll(width: try number(1...RenderLimits.width))
    roll.height = try number(0...RenderLimits.height)
    // Not reserved: the number is a claim until its items have come.
    let count = try number(0...RenderLimits.frame)
    for _ in 0..<count {
      let place = -RenderLimits.height...2 * RenderLimits.height
      let x = try number(place)
      let y = try number(place)
      let turns = try number(0...3)
      roll.items.append(PaperItem(x: x, y: y, quarterTurns: turns, isRed: try flag(), try item()))
    }
    return roll
  }

  private mutating func item() throws(FrameFault) -> PaperItem.Kind {
    switch try byte() {
    case 1:
      let text = try string(atMost: RenderLimits.text)
      var look = PaperText(cellWidth: try number(1...1024), cellHeight: try number(1...1024))
      look.spacing = try number(0...2048)
      look.cells = try number(1...2)
      look.isBold = try flag()
      look.underline = try number(0...64)
      look.isInverted = try flag()
      look.isRotated = try flag()
      look.isBlank = try flag()
      look.background = try colour()
      look.shadow = try colour()
      return .text(text, look)
    case 2: return .bitmap(try bitmap(), scaleX: try number(1...16), scaleY: try number(1...16))
    case 3: return .barcode(try barcode())
    case 4: return .symbol(try symbol())
    case 5: return .cut(try word(PrintCommand.Cut.self))
    case 6: return .rule(width: try number(1...RenderLimits.height), height: try number(1...RenderLimits.height))
    default: throw fault("a kind of item")
    }
  }

  /// 0 is none.
  private mutating func colour() throws(FrameFault) -> PaperColour? {
    let number = try byte()
    guard number > 0 else { return nil }
    guard let colour = PaperColour(rawValue: number) else { throw fault("a colour") }
    return colour
  }
}
