import EscPos

extension PaperRoll {
  /// The pictures alone, from the top of the first to the bottom of the last, as wide as the print area.
  var pictures: Bitmap {
    var pictures: [(x: Int, y: Int, picture: Bitmap, scaleX: Int, scaleY: Int)] = []
    for item in items where item.quarterTurns == 0 {
      if case .bitmap(let picture, let scaleX, let scaleY) = item.kind {
        pictures.append((item.x, item.y, picture, scaleX, scaleY))
      }
    }
    let top = pictures.map(\.y).min() ?? 0
    let bottom = pictures.map { $0.y + $0.picture.height * $0.scaleY }.max() ?? 0
    var result = Bitmap(width: width, height: bottom - top)
    for (x, y, picture, scaleX, scaleY) in pictures {
      for row in 0..<picture.height * scaleY {
        for column in 0..<picture.width * scaleX where picture[column / scaleX, row / scaleY] {
          result[x + column, y - top + row] = true
        }
      }
    }
    return result
  }
}

extension Bitmap {
  /// As a file of Netpbm's format P4, where 1 is black too.
  var portableBitmap: [UInt8] { Array("P4\n\(width) \(height)\n".utf8) + bytes }
}
