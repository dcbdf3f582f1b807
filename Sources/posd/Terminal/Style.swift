/// The few colours of the subcommands (ECMA-48, SGR); plain text where the console has none.
enum Style: String {
  case good = "32"
  case bad = "31"
  case warning = "33"
  case faint = "2"
  case strong = "1"

  func callAsFunction(_ text: String, on console: Console = .out) -> String {
    console.hasColor ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
  }
}
