/// Columns of text, as wide as their widest cell; Chinese counts two columns a character.
struct Table {
  private var rows: [[Cell]] = []

  struct Cell {
    var text: String
    var style: Style?

    init(_ text: String, _ style: Style? = nil) {
      self.text = text
      self.style = style
    }
  }

  init(_ header: [String]) {
    rows.append(header.map { Cell($0, .faint) })
  }

  mutating func add(_ cells: [Cell]) {
    rows.append(cells)
  }

  func write(to console: Console = .out) {
    console.write(text(on: console))
  }

  func text(on console: Console = .out) -> String {
    var text = ""
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? terminalWidth($0[column].text) : 0 }.max() ?? 0
    }
    for row in rows {
      var line = ""
      for (column, cell) in row.enumerated() {
        line += cell.style.map { $0(cell.text, on: console) } ?? cell.text
        if column + 1 < row.count {
          line += String(repeating: " ", count: widths[column] - terminalWidth(cell.text) + 2)
        }
      }
      text += line + "\n"
    }
    return text
  }
}
