import EscPos

extension FrameWriter {
  mutating func artwork(_ artwork: Artwork) {
    switch artwork {
    case .text(let text):
      byte(1)
      string(text.text)
      number(text.width)
      number(text.height)
      flag(text.isBold)
      flag(text.isUnderlined)
      flag(text.isInverted)
      flag(text.isTurned)
      real(text.stretch)
    case .picture(let picture):
      byte(2)
      data(picture.file)
      optional(picture.width)
      number(picture.maximumWidth)
      word(picture.dither)
      real(picture.gamma)
      number(picture.threshold)
      real(picture.rowHeight)
    case .barcode(let barcode, let width, let rowHeight):
      byte(3)
      self.barcode(barcode)
      number(width)
      real(rowHeight)
    case .symbol(let symbol, let width, let rowHeight):
      byte(4)
      self.symbol(symbol)
      number(width)
      real(rowHeight)
    }
  }

  mutating func bitmap(_ bitmap: Bitmap) {
    number(bitmap.width)
    number(bitmap.height)
    data(bitmap.bytes)
  }
}

extension FrameReader {
  mutating func artwork() throws(FrameFault) -> Artwork {
    switch try byte() {
    case 1:
      var text = DrawnText(
        try string(atMost: RenderLimits.text), width: try number(1...RenderLimits.width),
        height: try number(1...RenderLimits.width))
      text.isBold = try flag()
      text.isUnderlined = try flag()
      text.isInverted = try flag()
      text.isTurned = try flag()
      text.stretch = try real(0.1...100)
      return .text(text)
    case 2:
      let file = try data(atMost: RenderLimits.frame)
      let width = try optionalNumber(1...RenderLimits.width)
      var picture = Picture(file, width: width, maximumWidth: try number(1...RenderLimits.width))
      picture.dither = try word(Picture.Dither.self)
      picture.gamma = try real(0.1...10)
      picture.threshold = try number(1...255)
      picture.rowHeight = try real(0.1...10)
      return .picture(picture)
    case 3:
      return .barcode(
        try barcode(), maximumWidth: try number(1...RenderLimits.width), rowHeight: try real(0.1...10))
    case 4:
      return .symbol(try symbol(), maximumWidth: try number(1...RenderLimits.width), rowHeight: try real(0.1...10))
    default: throw fault("a kind of artwork")
    }
  }

  mutating func bitmap() throws(FrameFault) -> Bitmap {
    let width = try number(0...RenderLimits.width)
    let height = try number(0...RenderLimits.height)
    guard let bitmap = Bitmap(width: width, height: height, bytes: try data(atMost: RenderLimits.frame)) else {
      throw fault("as many bytes as the bitmap has dots")
    }
    return bitmap
  }
}
