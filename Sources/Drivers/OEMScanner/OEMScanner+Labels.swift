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
    if isDiscarding || !isEnabled {
      label.isContinued ? discard(now, &actions) : endDiscarding()
      return
    }
    if let coming, coming != label.identifier {
      // The label before has no end.
      reporter.lose(.malformed, &actions)
      forgetScan()
    }
    coming = label.identifier
    buffer += label.data
    if buffer.count > ScanReporter.longestScan {
      reporter.lose(.tooLong, &actions)
      forgetScan()
      if label.isContinued { discard(now, &actions) }
    } else if label.isContinued {
      gap.touch(now, &actions)
    } else {
      finish(label.symbology, &actions)
    }
  }

  private mutating func finish(_ symbology: Symbology?, _ actions: inout [DriverAction]) {
    if symbology?.isRetail == true, buffer.allSatisfy({ $0 <= 9 }) {
      for index in buffer.indices { buffer[index] |= 0x30 }
    }
    reporter.deliver(
      buffer, aim: symbology?.impliedAIM, symbology: symbology?.rawValue,
      splitAIM: settings.quirks.contains("aim-in-data"), &actions)
    forgetScan()
  }

  // MARK: Loss

  mutating func forgetScan() {
    buffer.removeAll(keepingCapacity: true)
    coming = nil
    gap.stop()
  }

  private mutating func malformed(_ now: Instant, _ actions: inout [DriverAction]) {
    if isEnabled, !isDiscarding { reporter.lose(.malformed, &actions) }
    let wasComing = coming != nil || isDiscarding
    forgetScan()
    if wasComing { discard(now, &actions) }
  }

  mutating func loseInput(_ now: Instant, _ actions: inout [DriverAction]) {
    guard reporter.isOpen else { return }
    if isEnabled, !isDiscarding { reporter.lose(.overflow, &actions) }
    forgetScan()
    discard(now, &actions)
  }

  mutating func discard(_ now: Instant, _ actions: inout [DriverAction]) {
    isDiscarding = true
    gap.touch(now, &actions)
  }

  private mutating func endDiscarding() {
    isDiscarding = false
    gap.stop()
  }

  mutating func pauseTimer(_ now: Instant, _ actions: inout [DriverAction]) {
    guard gap.fired(now, &actions) else { return }
    isDiscarding = false
    guard coming != nil else { return }
    reporter.lose(.malformed, &actions)
    forgetScan()
  }
}
