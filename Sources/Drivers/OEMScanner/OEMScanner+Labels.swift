import Barcodes
import PosModel

extension OEMScanner {
  mutating func take(_ bytes: [UInt8], _ now: Instant, _ actions: inout [DriverAction]) {
    guard reporter.isOpen, !bytes.isEmpty else { return }
    guard let report = OEMReport(bytes) else { return malformed(now, &actions) }
    watch(report, now, &actions)
    if report.isLabel {
      takeLabel(report, now, &actions)
    } else {
      takeAnswer(report, now, &actions)
    }
  }

  private mutating func takeLabel(_ report: OEMReport, _ now: Instant, _ actions: inout [DriverAction]) {
    guard let label = OEMLabel(report.body), !report.hasCheckDigitError else { return malformed(now, &actions) }
    if parts.drops(last: !label.isContinued, isEnabled: isEnabled, &reporter, now, &actions) { return }
    if let before = parts.scan, before.identifier != label.identifier {
      // It has no end.
      reporter.lose(.malformed, &actions)
      parts.forget()
    }
    if parts.scan == nil { parts.scan = (label.identifier, []) }
    parts.scan?.data += label.data
    if let scan = parts.scan, scan.data.count > ScanReporter.longestScan {
      reporter.lose(.tooLong, &actions)
      parts.forget()
      if label.isContinued { parts.discard(now, &actions) }
    } else if label.isContinued {
      parts.expectMore(now, &actions)
    } else {
      finish(label.symbology, now, &actions)
    }
  }

  private mutating func finish(_ symbology: Symbology?, _ now: Instant, _ actions: inout [DriverAction]) {
    guard var data = parts.scan?.data else { return }
    let span = parts.span(to: now)
    parts.forget()
    if symbology?.isRetail == true, data.allSatisfy({ $0 <= 9 }) {
      for index in data.indices { data[index] |= 0x30 }
    }
    reporter.deliver(
      data, aim: symbology?.impliedAIM, symbology: symbology?.rawValue, span: span,
      splitAIM: settings.quirks.contains("aim-in-data"), &actions)
  }

  private mutating func malformed(_ now: Instant, _ actions: inout [DriverAction]) {
    parts.malformed(isEnabled: isEnabled, &reporter, now, &actions)
  }

  mutating func pauseTimer(_ now: Instant, _ actions: inout [DriverAction]) {
    guard parts.pauseOver(now, &actions) else { return }
    reporter.lose(.malformed, &actions)
    parts.forget()
  }
}
