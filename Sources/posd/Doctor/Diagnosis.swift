/// What all checks have found.
struct Diagnosis: Encodable, Hashable {
  var problems: Int
  var warnings: Int
  var findings: [Finding]

  init(_ till: TillFacts, checks: [any DoctorCheck.Type] = doctorChecks) {
    findings = checks.flatMap { $0.findings(in: till) }
    problems = findings.count { $0.level == .problem }
    warnings = findings.count { $0.level == .warning }
  }

  func write(to console: Console) {
    let levels = 7
    let names = findings.map(\.check.count).max() ?? 0
    let indent = String(repeating: " ", count: levels + names + 4)
    for finding in findings {
      let level = finding.level.rawValue
      console.line(
        finding.level.style(level, on: console) + String(repeating: " ", count: levels - level.count + 2)
          + finding.check + String(repeating: " ", count: names - finding.check.count + 2)
          + finding.message.escapingControls)
      if let remedy = finding.remedy { console.line("\(indent)→ \(remedy.escapingControls)") }
    }
    console.line(
      "\(problems) problem\(problems == 1 ? "" : "s"), \(warnings) warning\(warnings == 1 ? "" : "s")")
  }
}
