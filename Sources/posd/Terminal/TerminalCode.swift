import EscPos

/// A barcode on a terminal, in half blocks (Unicode, Block Elements): black on white where the console has colours.
///
/// Without colours the blocks stand for what is light: terminals are dark. Around it is the quiet zone that readers want.
struct TerminalCode {
  /// A bar is so many lines high.
  private static let barLines = 6

  private let bitmap: Bitmap
  private let isLinear: Bool

  /// One dot a module.
  init(_ bitmap: Bitmap, isLinear: Bool) {
    self.bitmap = bitmap
    self.isLinear = isLinear
  }

  /// In modules: ten for Code 128 (ISO/IEC 15417), four for QR (ISO/IEC 18004).
  private var quiet: Int { isLinear ? 10 : 4 }

  var columns: Int { isLinear ? (bitmap.width + 2 * quiet + 1) / 2 : bitmap.width + 2 * quiet }

  func text(hasColor: Bool) -> String {
    let lines = isLinear ? [String](repeating: bars(hasColor), count: Self.barLines) : rows(hasColor)
    return lines.map { hasColor ? "\u{1B}[30;107m\($0)\u{1B}[0m\n" : "\($0)\n" }.joined()
  }

  /// Two modules a character, side by side.
  private func bars(_ hasColor: Bool) -> String {
    (0..<columns).map { column in
      Self.block(dark(2 * column, quiet), dark(2 * column + 1, quiet), "▌", "▐", hasColor)
    }.joined()
  }

  /// Two modules a character, one above the other.
  private func rows(_ hasColor: Bool) -> [String] {
    stride(from: 0, to: bitmap.height + 2 * quiet, by: 2).map { y in
      (0..<columns).map { x in Self.block(dark(x, y), dark(x, y + 1), "▀", "▄", hasColor) }.joined()
    }
  }

  private func dark(_ x: Int, _ y: Int) -> Bool { bitmap[x - quiet, y - quiet] }

  private static func block(
    _ first: Bool, _ second: Bool, _ firstHalf: String, _ secondHalf: String, _ hasColor: Bool
  ) -> String {
    switch (first == hasColor, second == hasColor) {
    case (true, true): "█"
    case (true, false): firstHalf
    case (false, true): secondHalf
    case (false, false): " "
    }
  }
}
