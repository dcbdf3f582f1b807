extension String {
  /// What of whole lines a terminal can show at once.
  func fitting(_ console: Console) -> String {
    guard let (columns, rows) = console.size else { return self }
    return clipped(columns: columns, rows: rows)
  }

  /// The first of these whole lines, each cut at the right edge; the last one says how many are left out.
  ///
  /// One row stays free for the cursor. Colours (ECMA-48, SGR) take no room.
  func clipped(columns: Int, rows: Int) -> String {
    var lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    let room = max(2, rows - 1)
    if rows > 0, lines.count > room {
      lines = lines.prefix(room - 1) + ["… and \(lines.count - room + 1) more"]
    }
    return lines.map { $0.clippedLine(columns) + "\n" }.joined()
  }

  private func clippedLine(_ columns: Int) -> String {
    guard withoutColors.terminalColumns > columns else { return self }
    var (line, width, isColored, isCode) = ("", 0, false, false)
    for scalar in unicodeScalars {
      if isCode {
        isCode = scalar != "m"
      } else if scalar == "\u{1B}" {
        (isCode, isColored) = (true, true)
      } else {
        width += String(scalar).terminalColumns
        // The last column is that of the ellipsis.
        guard width < columns else { break }
      }
      line.unicodeScalars.append(scalar)
    }
    return line + "…" + (isColored ? "\u{1B}[0m" : "")
  }

  private var terminalColumns: Int { terminalWidth(self) }

  private var withoutColors: String {
    var isCode = false
    return unicodeScalars.reduce(into: "") { text, scalar in
      if isCode {
        isCode = scalar != "m"
      } else if scalar == "\u{1B}" {
        isCode = true
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }
}
