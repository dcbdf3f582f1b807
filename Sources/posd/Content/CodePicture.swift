import Daemon
import Drivers
import EscPos
import PosModel
import Reactor

/// A code to be scanned from the screen or from paper, drawn by the render process.
@ReactorActor
struct CodePicture {
  /// A wider code is none that a scanner reads from a screen.
  private static let longest = 500
  /// In dots; a picture makes each of them 16 high, the most that paper knows.
  private static let barHeight = 5

  private let bitmap: Bitmap
  private let isLinear: Bool
  private let render: RenderProcess

  /// Throws for what the symbology cannot hold, and when there is no render process.
  init(
    _ symbology: KnownScanner.ModeCode.Symbology, _ data: String, render: RenderProcess
  ) async throws(PosError) {
    self.render = render
    isLinear = symbology == .code128
    let artwork: Artwork =
      switch symbology {
      case .code128:
        .barcode(
          Barcode(.code128, data, moduleWidth: 1, height: Self.barHeight, text: .none), maximumWidth: Self.longest)
      case .qr: .symbol(Symbol(.qr(.medium), Array(data.utf8), moduleSize: 1), maximumWidth: Self.longest)
      }
    guard let bitmap = try await render.draw([artwork]).first else {
      throw PosError(.failure, "the code was not drawn")
    }
    self.bitmap = bitmap
  }

  /// Throws when the terminal is too narrow: a broken code is worse than none.
  func write(to console: Console) throws(PosError) {
    let code = TerminalCode(bitmap, isLinear: isLinear)
    if let columns = console.columns, columns < code.columns {
      throw PosError(
        .illegal, "the code needs \(code.columns) columns, and this terminal has \(columns)",
        remedy: "make the window wider or the letters smaller, or write a picture with --png FILE")
    }
    console.write(code.text(hasColor: console.hasColor))
  }

  /// A PNG with its quiet zone, 4 pixels a module.
  func png() async throws(PosError) -> [UInt8] {
    let quiet = isLinear ? 10 : 4
    var roll = PaperRoll(width: (bitmap.width + 2 * quiet) * 2)
    let scaleY = isLinear ? 16 : 2
    let height = bitmap.height * scaleY
    roll.height = height + quiet * 4
    roll.append(
      PaperItem(
        x: quiet * 2, y: quiet * 2,
        .bitmap(bitmap, scaleX: 2, scaleY: scaleY)))
    return try await render.preview(roll, scale: 2)
  }
}
