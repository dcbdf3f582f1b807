import Glibc

/// What systemd's unit of posd says with all that an administrator has added to it (systemd.unit(5)), as far as it names
/// where print jobs are kept.
struct ServiceUnit: Hashable, Sendable {
  private var command: String?
  private var stateDirectories: [String] = []

  private static let name = "posd.service"
  /// In the order in which systemd looks.
  private static let folders = [
    "/etc/systemd/system", "/run/systemd/system", "/usr/local/lib/systemd/system", "/usr/lib/systemd/system",
    "/lib/systemd/system",
  ]

  /// The unit's text, and those of its drop-ins in their order.
  init(_ texts: [String]) {
    for text in texts {
      var section: Substring = ""
      for line in text.replacing("\\\n", with: " ").split(whereSeparator: \.isNewline) {
        if line.hasPrefix("[") { section = line }
        guard section == "[Service]", let sign = line.firstIndex(of: "=") else { continue }
        let words = line[line.index(after: sign)...].split(whereSeparator: \.isWhitespace)
        switch line[..<sign].filter({ !$0.isWhitespace }) {
        // An empty one takes back those before it.
        case "StateDirectory": stateDirectories = words.isEmpty ? [] : stateDirectories + words.map { String($0) }
        case "ExecStart": command = words.isEmpty ? nil : words.joined(separator: " ")
        default: break
        }
      }
    }
  }

  /// Of the unit that is installed; nil without one.
  static func installed() -> ServiceUnit? {
    guard let unit = folders.lazy.compactMap({ readText("\($0)/\(name)") }).first else { return nil }
    var additions: [String: String] = [:]
    for folder in folders.reversed() {
      for addition in entries(of: "\(folder)/\(name).d") where addition.hasSuffix(".conf") {
        additions[addition] = "\(folder)/\(name).d/\(addition)"
      }
    }
    return ServiceUnit([unit] + additions.sorted { $0.key < $1.key }.compactMap { readText($0.value) })
  }

  /// `--state-dir` of its command, else the first `StateDirectory=`, which is below /var/lib; nil where it names neither,
  /// or with a specifier.
  var stateFolder: String? {
    let path = named ?? stateDirectories.first.map { "/var/lib/" + $0.prefix { $0 != ":" } }
    return path.flatMap { $0.contains("%") ? nil : $0 }
  }

  private var named: String? {
    let words = (command ?? "").split(separator: " ").map { $0.filter { $0 != "\"" && $0 != "'" } }
    for (word, next) in zip(words, words.dropFirst() + [""]) {
      if word == "--state-dir", !next.isEmpty { return next }
      if word.hasPrefix("--state-dir=") { return String(word.dropFirst("--state-dir=".count)) }
    }
    return nil
  }
}
