import Drivers
import PosModel

/// In which mode a scanner is, which one is better, and what to do for it; of a model, what its best mode is.
struct ScannerAdvice: Encodable {
  /// The connected device's id; nil where a model was asked for.
  var device: String?
  /// The mode that it is in now; nil for a model, and for a driver of no mode.
  var mode: ScannerMode?
  /// The mode to set; nil where nothing is better.
  var better: ScannerMode?
  /// What it may be.
  var scanners: [KnownScanner]

  /// Of a connected device.
  init(_ device: DeviceDescription) {
    self.device = device.id
    mode = ScannerMode(driver: device.driver)
    let id = device.transport.vid.flatMap { vid in device.transport.pid.map { "\(vid):\($0)" } }
    scanners = KnownScanner.found(usb: id ?? "", product: device.model)
    let best = scanners.map(\.best).min() ?? (mode == .keyboard ? .hidpos : nil)
    better = best.flatMap { best in mode.map { best < $0 } ?? true ? best : nil }
  }

  /// Of models.
  init(_ scanners: [KnownScanner]) {
    self.scanners = scanners
    better = scanners.map(\.best).min()
  }

  /// Those that are switched alike, together.
  var groups: [[KnownScanner]] {
    var groups: [[KnownScanner]] = []
    for scanner in scanners {
      let place = groups.firstIndex {
        $0[0].vendor == scanner.vendor && $0[0].best == scanner.best && $0[0].switching == scanner.switching
          && $0[0].codes == scanner.codes
      }
      if let place { groups[place].append(scanner) } else { groups.append([scanner]) }
    }
    return groups
  }

  /// The known code that sets this mode; nil where there is none, or where the models do not agree on it.
  func code(for mode: ScannerMode) -> KnownScanner.ModeCode? {
    guard let first = scanners.first else { return nil }
    let code = first.codes.first { $0.mode == mode }
    let agree = scanners.allSatisfy { scanner in
      scanner.codes.contains { $0.mode == mode && $0.data == code?.data && $0.symbology == code?.symbology }
    }
    return agree ? code : nil
  }

  // MARK: For people

  func write(to console: Console, name: String) {
    if device != nil {
      console.line("\(Style.strong(name)): \(mode.map { "\($0.title) mode" } ?? "no mode that posd knows")")
    }
    if let better {
      console.line(device == nil ? "best: \(Style.good(better.title))" : "better: \(Style.warning(better.title))")
    } else if device != nil {
      console.line(Style.good("that is the best mode that it has"))
    }
    if scanners.isEmpty {
      if better != nil { console.line("  → set it by the scanner's manual: posd does not know this model") }
      return
    }
    for group in groups { write(group, to: console) }
  }

  private func write(_ group: [KnownScanner], to console: Console) {
    console.line("\n\(Style.strong(group[0].vendor)) \(group.map(\.model).joined(separator: ", "))")
    for mode in group[0].modes {
      let ids = mode.usb.isEmpty ? "" : "  " + Style.faint(mode.usb.joined(separator: " "))
      let style = mode.mode.isDriven ? Style.faint : .warning
      let support = style(" (\(mode.support.rawValue))", on: console)
      console.line("  \(mode.mode.title)\(mode.mode == group[0].best ? " *" : "")\(support)\(ids)")
    }
    if better != nil { console.line("  → \(group[0].switching)") }
    console.line(Style.faint("  source: \(group[0].source)"))
  }
}
