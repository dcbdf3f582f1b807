import Barcodes
import HIDReports
import PosModel

extension HIDPOSScanner {
  mutating func take(_ report: [UInt8], _ now: Instant, _ actions: inout [DriverAction]) {
    // Status reports and such are no data.
    guard let layout, let dataReport = layout.dataReport(of: report) else { return }
    guard let fragment = HIDPOSFragment(report, dataReport, layout.maker) else {
      return parts.malformed(isEnabled: isEnabled, &reporter, now, &actions)
    }
    if takeAnswer(fragment, now, &actions) { return }
    if parts.drops(last: !fragment.isContinued, isEnabled: isEnabled, &reporter, now, &actions) { return }
    if let scan = parts.scan, !fragment.continues(scan) {
      // Full: complete, with the bit stuck. Else it was continued, and this is not its continuation.
      if scan.endsFull { finish(&actions) } else { reporter.lose(.malformed, &actions) }
      parts.forget()
    }
    if fragment.data.isEmpty, parts.scan == nil, !fragment.isContinued { return }
    if parts.scan == nil { parts.scan = HIDPOSScan(fragment) } else { parts.scan?.append(fragment) }
    if let scan = parts.scan, scan.data.count > ScanReporter.longestScan {
      reporter.lose(.tooLong, &actions)
      parts.forget()
      if fragment.isContinued { parts.discard(now, &actions) }
    } else if fragment.isContinued {
      parts.expectMore(now, &actions)
    } else {
      finish(at: now, &actions)
    }
  }

  /// `end` is when its last report came; nil: it is the last that has come.
  mutating func finish(at end: Instant? = nil, _ actions: inout [DriverAction]) {
    guard let scan = parts.scan else { return }
    var data = scan.data
    if stripsReturn, data.last == 0x0D { data.removeLast() }
    reporter.deliver(
      data, aim: scan.aim?.description, symbology: scan.symbology?.rawValue, span: parts.span(to: end),
      splitAIM: scan.aim == nil && hasAIMInData, &actions)
    parts.forget()
  }

  mutating func loseInput(_ loss: InputLoss, _ now: Instant, _ actions: inout [DriverAction]) {
    guard layout != nil else { return }
    unfinishedAnswer = nil
    parts.loseInput(loss, isEnabled: isEnabled, &reporter, now, &actions)
  }

  mutating func pauseTimer(_ now: Instant, _ actions: inout [DriverAction]) {
    guard parts.pauseOver(now, &actions), let scan = parts.scan else { return }
    if scan.endsFull { return finish(&actions) }
    reporter.lose(.malformed, &actions)
    parts.forget()
  }
}
