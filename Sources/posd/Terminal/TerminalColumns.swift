import Glibc

extension Console {
  /// How many characters a line of the terminal takes; nil where nobody looks.
  var columns: Int? { size.map(\.columns) }

  /// nil where nobody looks, or the terminal does not say.
  var size: (columns: Int, rows: Int)? {
    guard isTerminal else { return nil }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}
