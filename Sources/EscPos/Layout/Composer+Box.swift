import TextEncodings

extension Composer {
  mutating func box(_ box: BoxElement) throws(ReceiptFault) {
    let metrics = TypeMetrics(TextStyle(), fonts)
    let border = Border(box.style, facts.repertoire, metrics)
    let length = max(0, frame.width - 2 * border.side) / border.dash
    let padding = box.padding * metrics.narrow
    let inner = length * border.dash - 2 * padding
    // No room for a border: what is in the box is what matters.
    guard inner >= 2 * metrics.wide else { return try elements(box.elements, inside: "box") }
    let outer = frame
    if outer.isPlain { add(.lineSpacing(dots: metrics.height)) }
    try text(TextElement([TextSpan(border.top(length))], wraps: false))
    let space = String(repeating: " ", count: box.padding)
    let rest = (outer.width - 2 * border.side - length * border.dash) / metrics.narrow
    frame.width = inner
    frame.left = outer.left + border.vertical + space
    frame.right = space + border.vertical + String(repeating: " ", count: outer.isPlain ? 0 : rest) + outer.right
    defer { frame = outer }
    try elements(box.elements, inside: "box")
    frame = outer
    try text(TextElement([TextSpan(border.bottom(length))], wraps: false))
    if outer.isPlain { add(.lineSpacing(dots: nil)) }
  }

  /// The characters of a border, as far as the printer has them.
  private struct Border {
    var corners: [String]
    var horizontal: String
    var vertical: String
    /// The widths of the vertical and the horizontal piece in dots.
    var side: Int
    var dash: Int

    init(_ style: BoxElement.Style, _ repertoire: Repertoire, _ metrics: TypeMetrics) {
      let lines =
        switch style {
        case .single where repertoire.canSet("┌┐└┘─│"): (["┌", "┐", "└", "┘"], "─", "│")
        case .double where repertoire.canSet("╔╗╚╝═║"): (["╔", "╗", "╚", "╝"], "═", "║")
        case .single: (["+", "+", "+", "+"], "-", "|")
        case .double: (["#", "#", "#", "#"], "=", "|")
        }
      (corners, horizontal, vertical) = lines
      let columns = repertoire.planner.columns(lines.2)
      side = columns > 1 ? metrics.wide : metrics.narrow
      dash = side
    }

    func top(_ length: Int) -> String { line(corners[0], length, corners[1]) }
    func bottom(_ length: Int) -> String { line(corners[2], length, corners[3]) }

    private func line(_ left: String, _ length: Int, _ right: String) -> String {
      left + String(repeating: horizontal, count: length) + right
    }
  }
}
