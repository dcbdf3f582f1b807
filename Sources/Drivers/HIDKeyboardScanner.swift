import HIDReports
import PosModel

/// A scanner that types its codes on a HID keyboard: taken from the kernel (usb) or grabbed (evdev).
///
/// A scan ends with Enter, Tab or Down, else with a pause. What was cut by lost keys, a stuck key, an unreadable key, a length
/// over 8 KiB or an unplug is reported as lost, and the rest of it, up to the next end, is dropped: no scan is ever short.
/// A scanner that has once ended a scan with a key is not believed to end one with a pause: such a scan is lost, too.
package struct HIDKeyboardScanner: Driver {
  package static let name = "hid-keyboard-scanner"
  package static let classes: [DeviceClass] = [.scanner]
  package static let defaultLink = LinkKind.usb

  private enum State {
    case closed
    /// Just opened: keys that come at once belong to a scan whose beginning we have not seen.
    case settling
    case reading
    /// Up to the next terminator or pause.
    case discarding
    /// A key does not come up; then `discarding`.
    case stuck
  }

  /// No scanner types slower than 50 ms a character.
  private static let settleTime = Duration.milliseconds(50)
  private static let stuckTime = Duration.milliseconds(500)

  /// How this scanner ends its scans, as far as they have shown it.
  private enum Ending { case unknown, key, pause }

  private let settings: DriverSettings
  private var ending = Ending.unknown
  private var state = State.closed
  private var reporter = ScanReporter()
  private var gap: IdleGap
  private var layout = KeyboardReportLayout.boot
  private var tracker = KeyboardTracker()
  private var decoder = KeyboardDecoder()
  private var buffer: [UInt8] = []
  private var isUnreadable = false
  private var functionKeyPending = false
  private var isEnabled = true

  /// Throws for any layout but `us`.
  package init(_ settings: DriverSettings) throws(PosError) {
    guard settings.layout == "us" else {
      throw PosError(
        .illegal, "keyboard layout \"\(settings.layout)\" is not known",
        remedy: "set the scanner to a US keyboard and take layout = \"us\"")
    }
    self.settings = settings
    gap = IdleGap(Self.settleTime)
  }

  package mutating func handle(_ input: DriverInput, now: Instant) -> [DriverAction] {
    var actions: [DriverAction] = []
    switch input {
    case .link(.received(let report)): take(report, now, &actions)
    case .link(.key(let key)): take(key, now, &actions)
    case .link(.opened(let link)): open(link, now, &actions)
    case .link(.inputLost): loseInput(now, &actions)
    case .link(.closed): close(now, &actions)
    case .link(.sent), .link(.controlled), .link(.recovered), .link(.datagram): break
    case .timer(IdleGap.timer): pauseTimer(now, &actions)
    case .timer: break
    case .command(let id, let command): actions.append(.reply(id, answer(command)))
    }
    return actions
  }

  /// How long nothing comes before a scan counts as over. Long until the scanner has shown its way, as its keys may wait in
  /// a busy till; evdev stands for Bluetooth, where the radio makes pauses of its own.
  private var pause: Duration {
    let short = Duration.milliseconds(settings.link == .evdev ? 300 : 100)
    guard state == .reading, settings.framing != .idle else { return short }
    return switch ending {
    case .key: .seconds(1)
    case .unknown: .milliseconds(300)
    case .pause: short
    }
  }

  // MARK: Link

  private mutating func open(_ link: LinkDescription, _ now: Instant, _ actions: inout [DriverAction]) {
    forgetScan()
    tracker.reset()
    decoder.reset()
    layout = .boot
    if !link.reportDescriptor.isEmpty {
      do throws(ReportDescriptorError) {
        guard let found = KeyboardReportLayout(try ReportDescriptor(link.reportDescriptor)) else {
          return fault("the interface has no keys", &actions)
        }
        layout = found
      } catch {
        return fault("the report descriptor is \(error)", &actions)
      }
    }
    reporter.isOpen = true
    state = .settling
    gap.length = Self.settleTime
    gap.touch(now, &actions)
  }

  private func fault(_ what: String, _ actions: inout [DriverAction]) {
    actions.append(
      .fault(
        PosError(
          .failure, "not a keyboard that posd can read: \(what)",
          remedy: "switch the scanner to HID POS, or choose another driver in the configuration")))
  }

  private mutating func close(_ now: Instant, _ actions: inout [DriverAction]) {
    if state == .reading, hasScan {
      if gap.isOver(now), !decoder.anyKeyDown, ending != .key {
        finish(&actions)
      } else {
        reporter.lose(.unplugged, &actions)
      }
    }
    forgetScan()
    gap.stop()
    reporter.isOpen = false
    state = .closed
  }

  private mutating func loseInput(_ now: Instant, _ actions: inout [DriverAction]) {
    tracker.reset()
    decoder.reset()
    switch state {
    case .closed: return
    case .discarding, .stuck: break
    case .settling: becomeReady(&actions)
    case .reading: break
    }
    if state == .reading, isEnabled { reporter.lose(.overflow, &actions) }
    discard(now, &actions)
  }

  // MARK: Keys

  private mutating func take(_ report: [UInt8], _ now: Instant, _ actions: inout [DriverAction]) {
    guard state != .closed, let keys = layout.decode(report) else { return }
    var tracker = tracker
    tracker.take(keys) { take($0, now, &actions) }
    self.tracker = tracker
  }

  private mutating func take(_ key: KeyTransition, _ now: Instant, _ actions: inout [DriverAction]) {
    guard state != .closed, key.phase != .repeating else { return }
    if state == .settling {
      if !gap.isOver(now) {
        actions.append(.log(.notice, "keys within 50 ms of opening: the scan had begun before and is dropped"))
        state = .discarding
      }
      becomeReady(&actions)
    }
    let output = decoder.take(key)
    if state == .stuck, !decoder.anyKeyDown { state = .discarding }
    switch state {
    case .reading where isEnabled: collect(output, now, &actions)
    case .reading: if output != .nothing { state = .discarding }
    case .discarding: if case .terminator = output, settings.framing != .idle { state = .reading }
    case .closed, .settling, .stuck: break
    }
    gap.length = decoder.anyKeyDown ? Self.stuckTime : pause
    if decoder.anyKeyDown || hasScan || state != .reading {
      gap.touch(now, &actions)
    } else {
      gap.stop()
    }
  }

  private mutating func collect(_ output: KeyboardOutput, _ now: Instant, _ actions: inout [DriverAction]) {
    switch output {
    case .nothing: return
    case .byte(let byte): append(byte)
    case .pair(let first, let second):
      append(first)
      append(second)
    case .terminator(.downArrow) where settings.framing == .idle: functionKeyPending = !buffer.isEmpty
    case .terminator(let terminator) where settings.framing == .idle: append(terminator.rawValue)
    case .terminator:
      if hasScan { ending = .key }
      finish(&actions)
    // Before the data it is a prefix, after them a suffix; between them it stands for what we cannot know.
    case .functionKey: functionKeyPending = !buffer.isEmpty
    case .unreadable: isUnreadable = true
    }
    if buffer.count > ScanReporter.longestScan {
      reporter.lose(.tooLong, &actions)
      discard(now, &actions)
    }
  }

  private mutating func append(_ byte: UInt8) {
    if functionKeyPending { isUnreadable = true }
    buffer.append(byte)
  }

  private var hasScan: Bool { !buffer.isEmpty || isUnreadable }

  private mutating func finish(_ actions: inout [DriverAction]) {
    if isUnreadable {
      reporter.lose(.malformed, &actions)
    } else {
      reporter.deliver(buffer, splitAIM: !settings.quirks.contains("no-aim"), &actions)
    }
    forgetScan()
  }

  private mutating func forgetScan() {
    buffer.removeAll(keepingCapacity: true)
    isUnreadable = false
    functionKeyPending = false
  }

  private mutating func discard(_ now: Instant, _ actions: inout [DriverAction]) {
    forgetScan()
    state = .discarding
    gap.length = decoder.anyKeyDown ? Self.stuckTime : pause
    gap.touch(now, &actions)
  }

  // MARK: Time

  private mutating func becomeReady(_ actions: inout [DriverAction]) {
    if state == .settling { state = .reading }
    actions.append(.ready)
  }

  private mutating func pauseTimer(_ now: Instant, _ actions: inout [DriverAction]) {
    guard gap.fired(now, &actions) else { return }
    switch state {
    case .closed, .stuck: break
    case .settling: becomeReady(&actions)
    case .reading, .discarding:
      if decoder.anyKeyDown {
        if state == .reading, isEnabled {
          reporter.lose(.stuckKey, &actions)
          actions.append(.log(.warning, "a key stayed down for 500 ms; everything until its release is dropped"))
        }
        forgetScan()
        state = .stuck
      } else {
        if hasScan { endByPause(&actions) }
        state = .reading
      }
    }
  }

  private mutating func endByPause(_ actions: inout [DriverAction]) {
    if ending == .key {
      isUnreadable = true
      // Perhaps somebody has set the scanner to another way: the next pause decides.
      ending = .unknown
    } else {
      ending = .pause
    }
    finish(&actions)
  }

  // MARK: Commands

  private mutating func answer(_ command: DriverCommand) -> Result<DriverReply, PosError> {
    switch command {
    case .enableScanning(let wanted):
      if !wanted, state == .reading, hasScan { state = .discarding }
      if !wanted { forgetScan() }
      isEnabled = wanted
      return .success(.done)
    case .check: return reporter.health("HID keyboard")
    default: return .failure(ScanReporter.unsupported(command.subject))
    }
  }
}
