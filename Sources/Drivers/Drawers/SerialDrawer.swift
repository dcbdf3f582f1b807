import PosModel

/// A drawer on a serial line: alone, behind an interface box, or behind a customer display whose line it has.
///
/// Settings: what opens it, and the modem line on which its switch is. Bytes that come back are nobody's.
package struct SerialDrawer: Driver {
  package static let name = "serial-drawer"
  package static let classes: [DeviceClass] = [.cashDrawer]
  package static let defaultLink = LinkKind.serial

  private var drawer: DirectDrawer
  private let lines: ModemLines?

  package init(_ settings: DriverSettings) throws(PosError) {
    lines = settings.drawerLine?.modemLines
    drawer = DirectDrawer(
      settings, kick: settings.drawerKick.bytes(settings.drawerPulse ?? DrawerPulse()),
      question: lines == nil ? nil : .modemLines, openLevel: settings.drawerOpenLevel)
  }

  package mutating func handle(_ input: DriverInput, now: Instant) -> [DriverAction] {
    switch input {
    case .link(.opened): opened(now)
    case .link(.closed(let reason)): drawer.closed(reason)
    case .link(.sent(let token, let transferred, let outcome)): drawer.sent(token, transferred, outcome, now)
    case .link(.controlled(_, let outcome)): answered(outcome, now)
    case .link(.received), .link(.key), .link(.inputLost), .link(.datagram), .link(.recovered): break
    case .timer(let timer): drawer.fired(timer, now)
    case .command(let id, .directIO(let bytes)): drawer.send(bytes, for: id)
    case .command(let id, let command): drawer.run(command, id, now)
    }
    return drawer.takeActions()
  }

  /// A port that had no modem lines may have been another one.
  private mutating func opened(_ now: Instant) {
    drawer.question = lines == nil ? nil : .modemLines
    drawer.opened(now)
  }

  private mutating func answered(_ outcome: ControlOutcome, _ now: Instant) {
    switch outcome {
    case .data(let bytes):
      guard let byte = bytes.first, let lines else { return }
      drawer.saw(high: ModemLines(rawValue: byte).contains(lines), now)
    case .failed(let why):
      drawer.actions.append(.log(.warning, "the drawer's sensor cannot be read: \(why)"))
      drawer.hasNoSensor(now)
    case .disconnected: break  // `.closed` follows.
    case .stalled, .timedOut: drawer.unanswered(now)
    }
  }
}

extension DriverSettings.DrawerLine {
  fileprivate var modemLines: ModemLines {
    switch self {
    case .cts: .clearToSend
    case .dsr: .dataSetReady
    case .dcd: .carrierDetect
    case .ri: .ringIndicator
    }
  }
}
