import EscPos

/// Something on paper in a form that does not depend on how it was said: characters one by one, pictures row by row.
struct Mark: Hashable {
  enum What: Hashable {
    case glyph(Unicode.Scalar, PaperText)
    /// Where dots begin and end, from `x` on.
    case row([Int])
    /// A picture that lies on its side or head.
    case picture([[Int]])
    case barcode(Barcode)
    case symbol(Symbol)
    case rule(Int, Int)
    case cut(PrintCommand.Cut)
  }

  var x: Int
  var y: Int
  var turns = 0
  var isRed = false
  var what: What

  /// The marks of an item, by the corner where it begins.
  static func marks(of item: PaperItem) -> [Mark] {
    var mark = Mark(x: item.x, y: item.y, turns: item.quarterTurns, isRed: item.isRed, what: .row([]))
    switch item.kind {
    case .text(let text, let look):
      return text.unicodeScalars.map { scalar in
        defer { mark = mark.moved(by: look.cells * look.cellWidth + look.spacing) }
        return mark.with(.glyph(folded(scalar), look))
      }
    case .bitmap(let bitmap, let scaleX, let scaleY):
      let rows = rows(of: bitmap, scaleX, scaleY)
      if item.quarterTurns != 0 { return [mark.with(.picture(rows))] }
      return rows.enumerated().compactMap { number, row in
        if row.isEmpty { return nil }
        var mark = mark.with(.row(row.map { $0 + item.x }))
        mark.x = 0
        mark.y += number
        return mark
      }
    case .barcode(let barcode): return [mark.with(.barcode(barcode))]
    case .symbol(let symbol): return [mark.with(.symbol(symbol))]
    case .rule(let width, let height): return [mark.with(.rule(width, height))]
    case .cut(let cut): return [mark.with(.cut(cut))]
    }
  }

  /// Where an encoding has no other, full-width characters are set narrow and quotes and dashes plain.
  private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0x2010...0x2015: "-"
    case 0x2018...0x201B: "'"
    case 0x201C...0x201F: "\""
    case 0x2026: "."
    case 0xFFE0: "\u{A2}"
    case 0xFFE1: "\u{A3}"
    case 0xFFE5: "\u{A5}"
    case 0xFFE6: "\u{20A9}"
    default: scalar
    }
  }

  private func with(_ what: What) -> Mark { Mark(x: x, y: y, turns: turns, isRed: isRed, what: what) }

  /// Along the direction of writing.
  private func moved(by dots: Int) -> Mark {
    var mark = self
    switch turns {
    case 1: mark.y += dots
    case 2: mark.x -= dots
    case 3: mark.y -= dots
    default: mark.x += dots
    }
    return mark
  }

  private static func rows(of bitmap: Bitmap, _ scaleX: Int, _ scaleY: Int) -> [[Int]] {
    var rows: [[Int]] = []
    for y in 0..<bitmap.height {
      var edges: [Int] = []
      var before = false
      for (index, byte) in bitmap.bytes[y * bitmap.bytesPerRow..<(y + 1) * bitmap.bytesPerRow].enumerated() {
        if byte == (before ? 0xFF : 0) { continue }
        for bit in 0..<8 where (byte & 0x80 >> UInt8(bit) != 0) != before {
          edges.append((index * 8 + bit) * scaleX)
          before.toggle()
        }
      }
      if before { edges.append(bitmap.width * scaleX) }
      rows += [[Int]](repeating: edges, count: scaleY)
    }
    while rows.last?.isEmpty == true { rows.removeLast() }
    return rows
  }
}
