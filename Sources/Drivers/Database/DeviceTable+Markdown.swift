extension DeviceTable {
  /// The rules as a Markdown table, for docs/devices.md: rows of one model and driver share a line.
  package static func markdown(_ rules: [DeviceRule] = DeviceTable.rules) -> String {
    var text = "| USB id | interface | model | driver | link | support | source |\n|---|---|---|---|---|---|---|\n"
    var lines: [(ids: [String], rest: String)] = []
    for rule in rules {
      var interface = [rule.interface.map(\.description), rule.hid.map { "HID \($0)" }].compactMap(\.self)
      if let product = rule.product { interface.append("product “\(product)”") }
      let support = rule.support.rawValue + (rule.reason.map { ": \($0)" } ?? "")
      let rest = [
        interface.joined(separator: ", "), rule.model, rule.driver ?? "–", rule.link?.rawValue ?? "–", support,
        rule.source,
      ].joined(separator: " | ")
      if lines.last?.rest == rest {
        lines[lines.count - 1].ids.append(rule.id)
      } else {
        lines.append(([rule.id], rest))
      }
    }
    for line in lines { text += "| \(line.ids.joined(separator: " ")) | \(line.rest) |\n" }
    return text
  }
}
