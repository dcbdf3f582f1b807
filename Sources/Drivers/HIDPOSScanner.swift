import Barcodes
import HIDReports
import PosModel

/// A scanner in USB HID POS mode (usage page 8C): each report brings data, length, AIM identifier and a "continued" bit.
///
/// Fragments are joined until the bit is clear. Some firmware sets it in every report that is exactly full, also the last one:
/// after 300 ms a scan that ends with a full report is complete; one that ends with any other is cut, and reported as lost.
package struct HIDPOSScanner: Driver {
  package static let name = "hidpos-scanner"
  package static let classes: [DeviceClass] = [.scanner]
  package static let defaultLink = LinkKind.usb

  private enum Purpose {
    case unwatched
    case beep(CommandID)
    case enable(CommandID)
    case directIO(CommandID)
  }

  private static let mostCommands = 16
  private static let replyTimer = DriverTimer("reply")
  private static let replyTime = Duration.seconds(1)

  private let settings: DriverSettings
  private var reporter = ScanReporter()
  private var gap = IdleGap(.milliseconds(300))
  private var layout: HIDPOSReportLayout?
  private var interface = 0
  private var buffer: [UInt8] = []
  private var aim: AIMIdentifier?
  private var isCollecting = false
  private var lastWasFull = false
  /// The rest of a scan that is lost already: up to a report that is not continued, or a pause.
  private var isDiscarding = false
  private var isEnabled = true
  private var nextToken: UInt32 = 1
  private var pending: [(token: LinkToken, purpose: Purpose)] = []
  /// The command that waits for the device's own answer, and what has come of it.
  private var asking: CommandID?
  private var answered: [UInt8] = []

  package init(_ settings: DriverSettings) throws(PosError) {
    self.settings = settings
  }

  package mutating func handle(_ input: DriverInput, now: Instant) -> [DriverAction] {
    var actions: [DriverAction] = []
    switch input {
    case .link(.received(let report)): take(report, now, &actions)
    case .link(.opened(let link)): open(link, &actions)
    case .link(.inputLost): loseInput(now, &actions)
    case .link(.closed): close(now, &actions)
    case .link(.sent(let token, _, let outcome)):
      outcome == .complete ? sent(token, now, &actions) : failed(token, &actions)
    case .link(.controlled(let token, .data)): sent(token, now, &actions)
    case .link(.controlled(let token, _)): failed(token, &actions)
    case .link(.key), .link(.recovered), .link(.datagram): break
    case .timer(IdleGap.timer): pauseTimer(now, &actions)
    case .timer(Self.replyTimer): endAnswer(&actions)
    case .timer: break
    case .command(let id, let command): run(command, id, now, &actions)
    }
    return actions
  }

  // MARK: Link

  private mutating func open(_ link: LinkDescription, _ actions: inout [DriverAction]) {
    forgetScan()
    isDiscarding = false
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
    // Composite units type on their keyboard until told otherwise; others refuse this, which does no harm.
    if let redirection = layout.redirection {
      report(redirection.report(true), isFeature: true, for: .unwatched, &actions)
    }
    if !isEnabled, let preventRead = layout.preventRead {
      report(preventRead.report(true), for: .unwatched, &actions)
    }
    actions.append(.ready)
  }

  private mutating func close(_ now: Instant, _ actions: inout [DriverAction]) {
    if isCollecting {
      if lastWasFull, gap.isOver(now) { finish(&actions) } else { reporter.lose(.unplugged, &actions) }
    }
    forgetScan()
    gap.stop()
    isDiscarding = false
    let open = pending
    pending = []
    for item in open { fail(item.purpose, &actions) }
    if let asking {
      actions.append(.reply(asking, .failure(ScanReporter.offline)))
      actions.append(.cancelTimer(Self.replyTimer))
    }
    asking = nil
    answered = []
    reporter.isOpen = false
    layout = nil
  }

  // MARK: Scans

  private mutating func take(_ report: [UInt8], _ now: Instant, _ actions: inout [DriverAction]) {
    // Status reports and such are no data.
    guard let layout, let dataReport = layout.dataReport(of: report) else { return }
    guard let fragment = HIDPOSFragment(report, dataReport) else { return malformed(now, &actions) }
    if takeAnswer(fragment, &actions) { return }
    if isDiscarding {
      guard gap.isOver(now) else {
        fragment.isContinued ? gap.touch(now, &actions) : endDiscarding()
        return
      }
      isDiscarding = false
    }
    guard isEnabled else {
      if fragment.isContinued { discard(now, &actions) }
      return
    }
    if isCollecting, lastWasFull, fragment.aim != aim { finish(&actions) }
    if isCollecting, fragment.aim != aim {
      // The fragment before was continued, not full, and this one is not its continuation.
      reporter.lose(.malformed, &actions)
      forgetScan()
    }
    if fragment.data.isEmpty, !isCollecting, !fragment.isContinued { return }
    isCollecting = true
    aim = fragment.aim
    lastWasFull = fragment.isFull
    buffer += fragment.data
    if buffer.count > ScanReporter.longestScan {
      reporter.lose(.tooLong, &actions)
      forgetScan()
      if fragment.isContinued { discard(now, &actions) }
    } else if fragment.isContinued {
      gap.touch(now, &actions)
    } else {
      finish(&actions)
    }
  }

  private mutating func finish(_ actions: inout [DriverAction]) {
    if settings.quirks.contains("strip-cr"), buffer.last == 0x0D { buffer.removeLast() }
    reporter.deliver(
      buffer, aim: aim?.description, splitAIM: aim == nil && settings.quirks.contains("aim-in-data"), &actions)
    forgetScan()
  }

  private mutating func forgetScan() {
    buffer.removeAll(keepingCapacity: true)
    aim = nil
    isCollecting = false
    lastWasFull = false
    gap.stop()
  }

  private mutating func malformed(_ now: Instant, _ actions: inout [DriverAction]) {
    if isEnabled, !isDiscarding { reporter.lose(.malformed, &actions) }
    let wasCollecting = isCollecting || isDiscarding
    forgetScan()
    if wasCollecting { discard(now, &actions) }
  }

  private mutating func loseInput(_ now: Instant, _ actions: inout [DriverAction]) {
    guard layout != nil else { return }
    if isEnabled, !isDiscarding { reporter.lose(.overflow, &actions) }
    forgetScan()
    discard(now, &actions)
  }

  private mutating func discard(_ now: Instant, _ actions: inout [DriverAction]) {
    isDiscarding = true
    gap.touch(now, &actions)
  }

  private mutating func endDiscarding() {
    isDiscarding = false
    gap.stop()
  }

  private mutating func pauseTimer(_ now: Instant, _ actions: inout [DriverAction]) {
    guard gap.fired(now, &actions) else { return }
    isDiscarding = false
    guard isCollecting else { return }
    if lastWasFull {
      finish(&actions)
    } else {
      reporter.lose(.malformed, &actions)
      forgetScan()
    }
  }

  // MARK: Commands

  private mutating func run(
    _ command: DriverCommand, _ id: CommandID, _ now: Instant, _ actions: inout [DriverAction]
  ) {
    guard pending.count < Self.mostCommands else {
      return actions.append(.reply(id, .failure(PosError(.busy, "the scanner has not taken the commands before"))))
    }
    switch command {
    case .enableScanning(let wanted):
      let cutsScan = !wanted && isCollecting
      if cutsScan {
        forgetScan()
        discard(now, &actions)
      }
      isEnabled = wanted
      guard let preventRead = layout?.preventRead else { return actions.append(.reply(id, .success(.done))) }
      report(preventRead.report(!wanted), for: .enable(id), &actions)
    case .check(external: true):
      guard let beep = layout?.goodReadBeep else { return actions.append(.reply(id, reporter.health("HID POS"))) }
      report(beep.report(true), for: .beep(id), &actions)
    case .check(external: false): actions.append(.reply(id, reporter.health("HID POS")))
    case .directIO(let bytes): directIO(bytes, id, &actions)
    default: actions.append(.reply(id, .failure(ScanReporter.unsupported(command.subject))))
    }
  }

  private mutating func directIO(_ bytes: [UInt8], _ id: CommandID, _ actions: inout [DriverAction]) {
    let refusal: PosError
    if layout == nil {
      refusal = ScanReporter.offline
    } else if asking != nil || pending.contains(where: { if case .directIO = $0.purpose { true } else { false } }) {
      refusal = PosError(.busy, "the scanner still answers the command before")
    } else if let message = layout?.commandReport?.report(bytes), !bytes.isEmpty {
      return report(message, for: .directIO(id), &actions)
    } else if let room = layout?.commandReport?.capacity {
      refusal = PosError(.illegal, "a command of this scanner has 1 to \(room) bytes")
    } else {
      refusal = ScanReporter.unsupported(DriverCommand.directIO([]).subject)
    }
    actions.append(.reply(id, .failure(refusal)))
  }

  /// SET_REPORT on USB (HID 1.11, 7.2.2); hidraw has a way of its own for output reports.
  private mutating func report(
    _ bytes: [UInt8], isFeature: Bool = false, for purpose: Purpose, _ actions: inout [DriverAction]
  ) {
    let token = LinkToken(nextToken)
    nextToken &+= 1
    pending.append((token, purpose))
    if settings.link == .hidraw, !isFeature {
      return actions.append(.request(.send(token, bytes, stallTimeout: .seconds(2))))
    }
    let id: UInt16 = layout?.usesReportIDs == true ? bytes.first.map(UInt16.init) ?? 0 : 0
    let setup = ControlRequest(
      requestType: 0x21, request: 0x09, value: (isFeature ? 0x0300 : 0x0200) | id, index: UInt16(clamping: interface),
      data: bytes, timeout: .seconds(2))
    actions.append(.request(.control(token, setup)))
  }

  private mutating func purpose(of token: LinkToken) -> Purpose? {
    guard let index = pending.firstIndex(where: { $0.token == token }) else { return nil }
    return pending.remove(at: index).purpose
  }

  private mutating func sent(_ token: LinkToken, _ now: Instant, _ actions: inout [DriverAction]) {
    switch purpose(of: token) {
    case nil, .unwatched: break
    case .beep(let id): actions.append(.reply(id, reporter.health("HID POS, beeped")))
    case .enable(let id): actions.append(.reply(id, .success(.done)))
    case .directIO(let id):
      asking = id
      answered = []
      actions.append(.setTimer(Self.replyTimer, now + Self.replyTime))
    }
  }

  private mutating func failed(_ token: LinkToken, _ actions: inout [DriverAction]) {
    if let purpose = purpose(of: token) { fail(purpose, &actions) }
  }

  private func fail(_ purpose: Purpose, _ actions: inout [DriverAction]) {
    let refused = PosError(.failure, "the scanner did not take the command", remedy: "plug the scanner out and in")
    switch purpose {
    case .unwatched: break
    // What it scans is dropped here all the same.
    case .enable(let id): actions.append(.reply(id, .success(.done)))
    case .beep(let id), .directIO(let id): actions.append(.reply(id, .failure(refused)))
    }
  }

  /// Command answers are never delivered as scans, whether or not anybody waits for them.
  private mutating func takeAnswer(_ fragment: HIDPOSFragment, _ actions: inout [DriverAction]) -> Bool {
    guard fragment.reply != .none || asking != nil && fragment.aim?.description == "]X0" else { return false }
    if asking != nil, answered.count + fragment.data.count <= ScanReporter.longestScan { answered += fragment.data }
    if fragment.reply == .last, asking != nil {
      actions.append(.cancelTimer(Self.replyTimer))
      endAnswer(&actions)
    }
    return true
  }

  private mutating func endAnswer(_ actions: inout [DriverAction]) {
    guard let asking else { return }
    actions.append(.reply(asking, .success(.data(answered))))
    self.asking = nil
    answered = []
  }
}
