import Drivers
import PosModel
import PosProtocol

/// What a few scans say of a scanner.
struct ScannerVerdict: Encodable, Hashable {
  enum Word: String, Encodable, Hashable {
    case ok
    /// It works, and could be better.
    case advice
    case bad
  }

  struct Finding: Encodable, Hashable {
    /// A stable word: nothingScanned, lost, noSymbology, keyboardMode.
    var code: String
    var message: String
    var remedy: String
    var isBad: Bool
  }

  var verdict: Word
  var mode: ScannerMode?
  var scans: Int
  var lost: Int
  /// Scans with an AIM identifier.
  var withAIM: Int
  var findings: [Finding]

  /// `name` is what the technician calls it.
  init(_ scans: [ScannerData], lost: Int, mode: ScannerMode?, better: ScannerMode?, name: String) {
    self.mode = mode
    self.scans = scans.count
    self.lost = lost
    withAIM = scans.count { $0.aim != nil }
    let unknown = scans.count { $0.symbology == "unknown" }
    findings = []
    verdict = .ok
    if scans.isEmpty, lost == 0 {
      add(
        "nothingScanned", "nothing was scanned",
        "pull its trigger; posd scanner enable \(name); posd scanner identify says whether it is this one", isBad: true)
    }
    if lost > 0 {
      add(
        "lost", "\(lost) scan\(lost == 1 ? " was" : "s were") lost",
        mode == .keyboard
          ? "set another mode: posd scanner mode \(name)" : "try another cable and another USB port, without a hub",
        isBad: true)
    }
    if unknown > 0 {
      add(
        "noSymbology",
        "\(unknown) of \(scans.count) scans do not say their symbology: numbers and labels are ambiguous",
        "switch on “transmit AIM ID” (also “code ID: AIM”) by the scanner's manual, or set HID POS", isBad: false)
    }
    if mode == .keyboard {
      let target = better.map { "\($0.title) is better" } ?? "another mode may be better"
      add(
        "keyboardMode", "keyboard mode is slow and bound to a layout; \(target)", "posd scanner mode \(name)",
        isBad: false)
    }
    if !findings.isEmpty { verdict = findings.contains { $0.isBad } ? .bad : .advice }
  }

  private mutating func add(_ code: String, _ message: String, _ remedy: String, isBad: Bool) {
    findings.append(Finding(code: code, message: message, remedy: remedy, isBad: isBad))
  }

  func write(to console: Console) {
    let mode = mode.map { ", \($0.title)" } ?? ""
    let ids = withAIM == scans && scans > 0 ? ", AIM ids on" : ""
    let facts = "\(scans) scan\(scans == 1 ? "" : "s")\(lost > 0 ? ", \(lost) lost" : "")\(mode)\(ids)"
    switch verdict {
    case .ok: console.line("\(Style.good("ok")): \(facts)")
    case .advice: console.line("\(Style.warning("ok, but")): \(facts)")
    case .bad: console.line("\(Style.bad("not ok")): \(facts)")
    }
    for finding in findings { console.line("  \(finding.message)\n  → \(finding.remedy)") }
  }
}
