import Barcodes
import HIDReports
import PosModel

extension HIDPOSScanner {
  mutating func take(_ report: [UInt8], _ now: Instant, _ actions: inout [DriverAction]) {
    // Status reports and such are no data.
    guard let layout, let dataReport = layout.dataReport(of: report) else { return }
    guard let fragment = HIDPOSFragment(report, dataReport, layout.maker) else { return malformed(now, &actions) }
    if takeAnswer(fragment, now, &actions) { return }
    if isDiscarding {
      guard gap.isOver(now) else { return fragment.isContinued ? gap.touch(now, &actions) : endDiscarding() }
      isDiscarding = false
    }
    guard isEnabled else {
      if fragment.isContinued { discard(now, &actions) }
      return
    }
    if let scan, fragment.aim != scan.aim {
      // Full: complete, with the bit stuck. Else it was continued, and this is not its continuation.
      if scan.endsFull { finish(&actions) } else { reporter.lose(.malformed, &actions) }
      forgetScan()
    }
    if fragment.data.isEmpty, scan == nil, !fragment.isContinued { return }
    if scan == nil { scan = HIDPOSScan(fragment) } else { scan?.append(fragment) }
    if let scan, scan.data.count > ScanReporter.longestScan {
      reporter.lose(.tooLong, &actions)
      forgetScan()
      if fragment.isContinued { discard(now, &actions) }
    } else if fragment.isContinued {
      gap.touch(now, &actions)
    } else {
      finish(&actions)
    }
  }

  mutating func finish(_ actions: inout [DriverAction]) {
    guard let scan else { return }
    var data = scan.data
    if stripsReturn, data.last == 0x0D { data.removeLast() }
    reporter.deliver(
      data, aim: scan.aim?.description, symbology: scan.symbology?.rawValue,
      splitAIM: scan.aim == nil && hasAIMInData, &actions)
    forgetScan()
  }

  mutating func forgetScan() {
    scan = nil
    gap.stop()
  }

  mutating func loseInput(_ now: Instant, _ actions: inout [DriverAction]) {
    guard layout != nil else { return }
    if isEnabled, !isDiscarding { reporter.lose(.overflow, &actions) }
    unfinishedAnswer = nil
    forgetScan()
    discard(now, &actions)
  }

  mutating func discard(_ now: Instant, _ actions: inout [DriverAction]) {
    isDiscarding = true
    gap.touch(now, &actions)
  }

  mutating func pauseTimer(_ now: Instant, _ actions: inout [DriverAction]) {
    guard gap.fired(now, &actions) else { return }
    isDiscarding = false
    guard let scan else { return }
    if scan.endsFull { return finish(&actions) }
    reporter.lose(.malformed, &actions)
    forgetScan()
  }

  private mutating func malformed(_ now: Instant, _ actions: inout [DriverAction]) {
    if isEnabled, !isDiscarding { reporter.lose(.malformed, &actions) }
    let wasCollecting = scan != nil || isDiscarding
    forgetScan()
    if wasCollecting { discard(now, &actions) }
  }

  private mutating func endDiscarding() {
    isDiscarding = false
    gap.stop()
  }
}
