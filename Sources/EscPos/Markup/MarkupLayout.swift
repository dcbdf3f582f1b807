/// The properties that stay in force from line to line.
struct MarkupLayout: Hashable, Sendable {
  enum Border: Hashable, Sendable {
    case line
    /// In characters, 0 to 2.
    case space(Int)

    /// Between two columns.
    var width: Int {
      switch self {
      case .line: 1
      case .space(let width): width
      }
    }

    /// What the borders of some columns take.
    func width(columns: Int) -> Int {
      self == .line ? columns + 1 : max(0, columns - 1) * width
    }

    /// How many columns of one character have room on a line.
    func columns(on line: Int) -> Int {
      switch self {
      case .line: (line - 1) / 2
      case .space(let width): (line + width) / (width + 1)
      }
    }
  }

  enum Width: Hashable, Sendable {
    /// An equal part of what the others leave.
    case share
    /// 0 leaves the column out.
    case characters(Int)
  }

  /// Of the lines that are narrower than the paper.
  var align = PrintCommand.Alignment.center
  var border = Border.space(1)
  var wraps = true
  /// nil: equal parts for as many columns as the line has.
  var widths: [Width]?
}
