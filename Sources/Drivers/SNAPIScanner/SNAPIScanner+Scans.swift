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
    let isRepeated = report == lastReport && (acknowledgement != nil || parts.scan != nil)
    lastReport = report
    acknowledge(report[0], &actions)
    if isRepeated { return actions.append(.count("repeated", 1)) }
    guard let fragment = SNAPIFragment(report) else {
      parts.malformed(isEnabled: isEnabled, &reporter, now, &actions)
      return parts.discard(now, &actions)
    }
    // A code that begins is not the rest of one that is lost.
    if fragment.index == 0, isEnabled { parts.endDiscarding() }
    if parts.drops(last: fragment.isLast, isEnabled: isEnabled, &reporter, now, &actions) { return }
    guard join(fragment, now, &actions) else { return }
    parts.scan?.data += fragment.data
    if let scan = parts.scan, scan.data.count > ScanReporter.longestScan {
      reporter.lose(.tooLong, &actions)
      parts.forget()
      if !fragment.isLast { parts.discard(now, &actions) }
    } else if fragment.isLast {
      finish(now, &actions)
    } else {
      parts.expectMore(now, &actions)
    }
  }

  /// Whether the fragment goes on with the code that is coming in, or begins one.
  private mutating func join(_ fragment: SNAPIFragment, _ now: Instant, _ actions: inout [DriverAction]) -> Bool {
    if fragment.index == 0 {
      // What came before has no end.
      if parts.scan != nil { reporter.lose(.malformed, &actions) }
      parts.forget()
      parts.scan = (fragment.type, fragment.total, 1, [])
      return true
    }
    if let code = parts.scan, code.next == fragment.index, code.total == fragment.total, code.type == fragment.type {
      parts.scan?.next += 1
      return true
    }
    reporter.lose(.malformed, &actions)
    parts.forget()
    if !fragment.isLast { parts.discard(now, &actions) }
    return false
  }

  private mutating func finish(_ now: Instant, _ actions: inout [DriverAction]) {
    guard let scan = parts.scan else { return }
    let span = parts.span(to: now)
    parts.forget()
    let symbology = SNAPICodeType.symbology(scan.type)
    reporter.deliver(
      scan.data, aim: symbology?.impliedAIM, symbology: symbology?.rawValue, span: span,
      splitAIM: settings.quirks.contains("aim-in-data"), &actions)
  }

  mutating func pauseTimer(_ now: Instant, _ actions: inout [DriverAction]) {
    guard parts.pauseOver(now, &actions) else { return }
    reporter.lose(.malformed, &actions)
    parts.forget()
    // Should it repeat the fragment all the same, it begins anew.
    lastReport = []
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
}
