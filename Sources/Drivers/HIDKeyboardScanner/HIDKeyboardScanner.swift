import HIDReports
import PosModel

/// A scanner that types its codes on a HID keyboard: taken from the kernel (usb) or grabbed (evdev).
///
/// A scan ends with Enter, Tab or Down (by configuration with fewer), else with a pause. What was cut by lost keys, a stuck key, an unreadable key, a length
/// over 8 KiB or an unplug is reported as lost, and the rest of it, up to the next end, is dropped: no scan is ever short.
/// A scanner that has once ended a scan with a key is not believed to end one with a pause: such a scan is lost, too, and
/// so is what may be its rest.
package struct HIDKeyboardScanner: Driver {
  package static let name = "hid-keyboard-scanner"
  package static let classes: [DeviceClass] = [.scanner]
  package static let defaultLink = LinkKind.usb

  enum State {
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
  static let settleTime = Duration.milliseconds(50)
  /// A Bluetooth link that is lost comes back within so long, or not at all.
  static let longestCut = Duration.seconds(10)
  static let stuckTime = Duration.milliseconds(500)

  /// How this scanner ends its scans, as far as they have shown it.
  enum Ending { case unknown, key, pause }

  let settings: DriverSettings
  /// What the maker lets function keys stand for, as far as the configuration says nothing of them.
  let makerKeys: [UInt8: UInt8]
  var ending = Ending.unknown
  var state = State.closed
  var reporter = ScanReporter()
  var gap: IdleGap
  var reportLayout = KeyboardReportLayout.boot
  var tracker = KeyboardTracker()
  var decoder: KeyboardDecoder
  var typed = TypedText()
  /// When a pause has cut a scan: what comes after it may be its rest.
  var cutAt: Instant?
  /// The last that was typed was the Enter of a scan.
  var endedWithEnter = false
  /// Keys are missing since the last pause: where Caps Lock stands is not known before a new beginning.
  var hasMissedKeys = false
  /// Keys may be missing, and nobody was told: what is typed next would show it.
  var isLossUntold = false
  var isEnabled = true

  /// Throws for a layout that it does not know.
  package init(_ settings: DriverSettings) throws(PosError) {
    guard let layout = KeyboardLayout.named(settings.keyboard.layout) else {
      throw PosError(
        .illegal, "keyboard layout \"\(settings.keyboard.layout)\" is not known",
        remedy: "the layouts are \(KeyboardLayout.all.map(\.name).joined(separator: ", ")); most scanners type \"us\"")
    }
    self.settings = settings
    makerKeys = settings.quirks.contains("honeywell-keys") ? ControlKeys.honeywell.table : [:]
    decoder = KeyboardDecoder(layout, capsLock: settings.keyboard.capsLock)
    gap = IdleGap(Self.settleTime)
  }

  package mutating func handle(_ input: DriverInput, now: Instant) -> [DriverAction] {
    var actions: [DriverAction] = []
    switch input {
    case .link(.received(let report)): take(report, now, &actions)
    case .link(.key(let key)): take(key, now, &actions)
    case .link(.opened(let link)): open(link, now, &actions)
    case .link(.inputLost(let loss)): loseInput(loss, now, &actions)
    case .link(.closed): close(now, &actions)
    case .link(.sent), .link(.controlled), .link(.recovered), .link(.datagram): break
    case .timer(IdleGap.timer): pauseTimer(now, &actions)
    case .timer: break
    case .command(let id, let command): actions.append(.reply(id, answer(command)))
    }
    return actions
  }

  /// Something of a scan was typed already.
  var hasScan: Bool { !typed.isEmpty || decoder.hasAccent }

  /// How long nothing comes before a scan counts as over. Long until the scanner has shown its way, as its keys may wait in
  /// a busy till; evdev stands for Bluetooth, where the radio makes pauses of its own.
  var pause: Duration {
    let short = Duration.milliseconds(settings.link == .evdev ? 300 : 100)
    guard settings.framing != .idle else { return short }
    return switch ending {
    case .key: .seconds(1)
    case .unknown where state == .reading: .milliseconds(300)
    case .unknown, .pause: short
    }
  }

  // MARK: Commands

  private mutating func answer(_ command: DriverCommand) -> Result<DriverReply, PosError> {
    switch command {
    case .enableScanning(let wanted):
      if !wanted, state == .reading, hasScan { state = .discarding }
      if !wanted { typed.removeAll() }
      isEnabled = wanted
      return .success(.done)
    case .check: return reporter.health("HID keyboard")
    case .beep, .trigger:
      return .failure(
        PosError(
          .unsupported, "a scanner that types as a keyboard takes no commands",
          remedy: "switch it to HID POS with the programming barcode of its manual"))
    default: return .failure(ScanReporter.unsupported(command.subject))
    }
  }
}
