import CZint
import EscPos
import PosModel

/// A code as zint has encoded it: rows of modules, not yet dots.
final class ZintSymbol {
  private let symbol: UnsafeMutablePointer<zint_symbol>

  init(_ order: ZintOrder) throws(PosError) {
    guard let symbol = ZBarcode_Create() else { throw .noMemory }
    self.symbol = symbol
    symbol.pointee.symbology = CInt(clamping: order.symbology)
    symbol.pointee.input_mode = CInt(clamping: order.inputMode)
    // 0 is a level of PDF417; elsewhere it leaves the choice to zint, whose word for that is -1.
    let isPDF417 = order.symbology == Int(BARCODE_PDF417) || order.symbology == Int(BARCODE_PDF417COMP)
    symbol.pointee.option_1 = order.option1 == 0 && !isPDF417 ? -1 : CInt(clamping: order.option1)
    symbol.pointee.option_2 = CInt(clamping: order.option2)
    symbol.pointee.option_3 = CInt(clamping: order.option3)
    symbol.pointee.show_hrt = 0
    let primary = Array(order.primary.utf8)
    withUnsafeMutableBytes(of: &symbol.pointee.primary) { $0.copyBytes(from: primary.prefix($0.count - 1)) }
    guard !order.data.isEmpty, order.data.count <= 8000 else {
      throw PosError(.illegal, "a code needs data, at most 8,000 bytes", remedy: "send data for the code")
    }
    let result = order.data.withUnsafeBufferPointer {
      ZBarcode_Encode(symbol, $0.baseAddress, CInt(clamping: $0.count))
    }
    // Below are warnings: what was asked for is there.
    if result >= ZINT_ERROR {
      throw PosError(
        .illegal, "the data cannot be drawn as this code", remedy: "check the data's length and characters",
        cause: String(cString: posd_zint_error(symbol)))
    }
  }

  deinit {
    ZBarcode_Delete(symbol)
  }

  var rows: Int { Int(min(max(symbol.pointee.rows, 0), 200)) }
  var width: Int { Int(min(max(symbol.pointee.width, 0), 1152)) }
  func isDark(_ x: Int, _ y: Int) -> Bool {
    posd_zint_module(symbol, CInt(truncatingIfNeeded: x), CInt(truncatingIfNeeded: y)) != 0
  }

  /// In modules; nil where the caller chooses.
  func rowHeight(_ y: Int) -> Double? {
    let height = posd_zint_row_height(symbol, CInt(truncatingIfNeeded: y))
    return height > 0 ? Double(height) : nil
  }

  /// Hexagons are not modules: MaxiCode is drawn by zint itself, in the size of its standard for 203 dots an inch.
  func hexagons() throws(PosError) -> Bitmap {
    // 28.14 mm across (ISO/IEC 16023).
    let wanted = 225.0
    var scale: Float = 1
    for _ in 0..<3 {
      symbol.pointee.scale = scale
      guard ZBarcode_Buffer(symbol, 0) < ZINT_ERROR, symbol.pointee.bitmap_width > 0 else { throw .noMemory }
      let width = Double(symbol.pointee.bitmap_width)
      if abs(width - wanted) < 2 { break }
      scale *= Float(wanted / width)
    }
    let width = Int(symbol.pointee.bitmap_width)
    let height = Int(symbol.pointee.bitmap_height)
    guard let pixels = symbol.pointee.bitmap, width <= 1000, height <= 1000 else { throw .noMemory }
    var bitmap = Bitmap(width: width, height: height)
    for y in 0..<height {
      for x in 0..<width where pixels[(y * width + x) * 3] < 128 { bitmap[x, y] = true }
    }
    return bitmap
  }
}
