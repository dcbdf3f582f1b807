import Glibc

/// Where the subcommands write: whole lines, in order, never half a line when the reader is slow.
struct Console: Sendable {
  /// What the user asked for.
  static let out = Console(descriptor: 1)
  /// Progress, warnings and errors.
  static let error = Console(descriptor: 2)

  let descriptor: CInt

  /// Whether a person is looking.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Colour only on a terminal, and not where NO_COLOR (no-color.org) or TERM=dumb says no.
  var hasColor: Bool {
    isTerminal && getenv("NO_COLOR") == nil && getenv("TERM").map { String(cString: $0) } != "dumb"
  }

  func line(_ text: String = "") {
    write(text + "\n")
  }

  /// Writes all of it; a reader that went away (`posd monitor | head`) ends the program quietly, as shells expect.
  func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let done = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if done < 0 {
        if errno == EINTR { continue }
        exit(errno == EPIPE ? 0 : 1)
      }
      bytes = bytes.dropFirst(done)
    }
  }
}
