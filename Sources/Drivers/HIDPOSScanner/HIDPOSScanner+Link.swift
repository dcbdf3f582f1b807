import HIDReports
import PosModel

extension HIDPOSScanner {
  mutating func open(_ link: LinkDescription, _ actions: inout [DriverAction]) {
    parts.reset()
    unfinishedAnswer = nil
    interface = link.interface
    layout = nil
    let problem: String
    do throws(ReportDescriptorError) {
      layout = HIDPOSReportLayout(try ReportDescriptor(link.reportDescriptor))
      problem = "no report carries scanned data (usage 8C:FE)"
    } catch {
      problem = "the report descriptor is \(error)"
    }
    guard let layout else {
      let error = PosError(
        .failure, "not a HID POS scanner that posd can read: \(problem)",
        remedy: "scan the maker's code for USB HID POS mode, then plug it in again")
      return actions.append(.fault(error))
    }
    reporter.isOpen = true
    isReady = false
    redirect(attempt: 1, &actions)
    // It may stand as another host, or posd before its restart, has left it.
    if let preventRead = layout.preventRead { report(preventRead.report(!isEnabled), for: .unwatched, &actions) }
    for (name, has) in [
      ("goodBeep", layout.goodBeep != nil), ("errorBeep", layout.errorBeep != nil), ("trigger", layout.pull != nil),
      ("directIO", layout.commandReport != nil),
    ] {
      actions.append(.capability(name, .flag(has)))
    }
    if layout.redirection == nil { beReady(&actions) }
  }

  /// Not before the first redirection has ended, well or not: until then its scans may be typed.
  mutating func beReady(_ actions: inout [DriverAction]) {
    guard !isReady else { return }
    isReady = true
    actions.append(.ready)
  }

  /// Composite units type on their keyboard until they are told otherwise, after each plug and reset anew; those without a
  /// keyboard stall, which does no harm (Honeywell HID POS application note, feature report FE).
  mutating func redirect(attempt: Int, _ actions: inout [DriverAction]) {
    guard let redirection = layout?.redirection else { return }
    report(redirection.report(true), isFeature: true, for: .redirection(attempt: attempt), &actions)
  }

  mutating func close(_ now: Instant, _ actions: inout [DriverAction]) {
    if let scan = parts.scan {
      if scan.endsFull, parts.isOver(now) { finish(&actions) } else { reporter.lose(.unplugged, &actions) }
    }
    parts.forget()
    parts.endDiscarding()
    unfinishedAnswer = nil
    reporter.isOpen = false
    layout = nil
    let open = pending
    pending = []
    for item in open { fail(item.purpose, &actions) }
    if let inquiry {
      actions.append(.reply(inquiry.command, .failure(ScanReporter.offline)))
      actions.append(.cancelTimer(Self.replyTimer))
    }
    inquiry = nil
  }
}
