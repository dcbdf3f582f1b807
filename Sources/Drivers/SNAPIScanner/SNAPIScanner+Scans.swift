import Barcodes
import PosModel

extension SNAPIScanner {
  mutating func take(_ report: [UInt8], _ now: Instant, _ actions: inout [DriverAction]) {
    guard reporter.isOpen, let kind = report.first else { return }
    switch kind {
    case 0x21: takeAnswer(report, now, &actions)
    case SNAPIFragment.short, SNAPIFragment.long: takeFragment(report, now, &actions)
    case 0x24 where report.count > 1: actions.append(.log(.debug, "the scanner reports event \(report[1])"))
    default: break
    }
  }

  private mutating func takeFragment(_ report: [UInt8], _ now: Instant, _ actions: inout [DriverAction]) {
    // Between two codes, only one whose acknowledgement has not arrived is repeated; the same code again is another scan.
    let isRepeated = report == lastReport && (acknowledgement != nil || coming != nil)
    lastReport = report
    acknowledge(report[0], &actions)
    if isRepeated { return actions.append(.count("repeated", 1)) }
    guard let fragment = SNAPIFragment(report) else { return malformed(now, &actions) }
    guard isEnabled else {
      fragment.isLast ? endDiscarding() : discard(now, &actions)
      return
    }
    guard join(fragment, now, &actions) else { return }
    buffer += fragment.data
    if buffer.count > ScanReporter.longestScan {
      reporter.lose(.tooLong, &actions)
      forgetScan()
      if !fragment.isLast { discard(now, &actions) }
    } else if fragment.isLast {
      finish(fragment.type, &actions)
    } else {
      gap.touch(now, &actions)
    }
  }

  /// Whether the fragment goes on with the code that is coming in, or begins one.
  private mutating func join(_ fragment: SNAPIFragment, _ now: Instant, _ actions: inout [DriverAction]) -> Bool {
    if fragment.index == 0 {
      // What came before has no end.
      if coming != nil { reporter.lose(.malformed, &actions) }
      forgetScan()
      isDiscarding = false
      coming = (fragment.type, fragment.total, 1)
      return true
    }
    if isDiscarding {
      fragment.isLast ? endDiscarding() : gap.touch(now, &actions)
      return false
    }
    if let code = coming, code.next == fragment.index, code.total == fragment.total, code.type == fragment.type {
      coming?.next += 1
      return true
    }
    reporter.lose(.malformed, &actions)
    forgetScan()
    if !fragment.isLast { discard(now, &actions) }
    return false
  }

  private mutating func finish(_ type: UInt8, _ actions: inout [DriverAction]) {
    let symbology = SNAPICodeType.symbology(type)
    reporter.deliver(
      buffer, aim: symbology?.impliedAIM, symbology: symbology?.rawValue,
      splitAIM: settings.quirks.contains("aim-in-data"), &actions)
    forgetScan()
  }

  // MARK: Acknowledgements

  mutating func acknowledge(_ kind: UInt8, _ actions: inout [DriverAction]) {
    let token = makeToken()
    acknowledgement = token
    actions.append(.request(.send(token, [0x01, kind, 0x01, 0x00], stallTimeout: Self.replyTime)))
  }

  mutating func acknowledged(_ outcome: SendOutcome, _ actions: inout [DriverAction]) {
    switch outcome {
    case .complete:
      acknowledgement = nil
      if isTroubled { actions.append(.healthy) }
      isTroubled = false
    case .stalled, .timedOut, .failed:
      isTroubled = true
      actions.append(.recover("the scanner takes no acknowledgement of its scans"))
    case .cancelled:
      // With a command in front of it that had failed; without it the scanner falls silent.
      if reporter.isOpen, let kind = lastReport.first { acknowledge(kind, &actions) }
    case .disconnected: break
    }
  }

  // MARK: Loss

  mutating func forgetScan() {
    buffer.removeAll(keepingCapacity: true)
    coming = nil
    gap.stop()
  }

  private mutating func malformed(_ now: Instant, _ actions: inout [DriverAction]) {
    if isEnabled, !isDiscarding { reporter.lose(.malformed, &actions) }
    forgetScan()
    discard(now, &actions)
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
    // Should it repeat the fragment all the same, it begins anew.
    lastReport = []
  }
}
