import PosModel

/// A scanner on a serial line or CDC-ACM: bytes with a terminator (CR, LF, CRLF, Tab), between STX and ETX, or with a pause.
///
/// After lost input or a scan over 8 KiB everything up to the next end is dropped. STX without its ETX is a scan cut short.
package struct SerialScanner: Driver {
  package static let name = "serial-scanner"
  package static let classes: [DeviceClass] = [.scanner]
  package static let defaultLink = LinkKind.serial

  private enum State { case closed, reading, framed, discarding }

  private static let stx: UInt8 = 0x02
  private static let etx: UInt8 = 0x03
  /// A host that keeps a line full of answers asks too much.
  private static let mostCommands = 16

  private let settings: DriverSettings
  private var state = State.closed
  private var reporter = ScanReporter()
  private var gap: IdleGap
  private var buffer: [UInt8] = []
  private var isEnabled = true
  private var nextToken: UInt32 = 1
  private var pending: [(token: LinkToken, command: CommandID)] = []

  package init(_ settings: DriverSettings) throws(PosError) {
    self.settings = settings
    gap = IdleGap(.milliseconds(settings.quirks.contains("cdc") ? 50 : 100))
  }

  package mutating func handle(_ input: DriverInput, now: Instant) -> [DriverAction] {
    var actions: [DriverAction] = []
    switch input {
    case .link(.received(let bytes)): take(bytes, now, &actions)
    case .link(.opened):
      buffer.removeAll(keepingCapacity: true)
      gap.stop()
      reporter.isOpen = true
      state = .reading
      actions.append(.ready)
    case .link(.inputLost):
      guard state != .closed else { break }
      if state != .discarding, isEnabled { reporter.lose(.overflow, &actions) }
      discard()
      gap.touch(now, &actions)
    case .link(.closed): close(now, &actions)
    case .link(.sent(let token, _, let outcome)): sent(token, outcome, &actions)
    case .link(.key), .link(.controlled), .link(.recovered), .link(.datagram): break
    case .timer(IdleGap.timer): if gap.fired(now, &actions) { pauseOver(&actions) }
    case .timer: break
    case .command(let id, let command): run(command, id, &actions)
    }
    return actions
  }

  private mutating func close(_ now: Instant, _ actions: inout [DriverAction]) {
    if state == .reading, gap.isOver(now) { pauseOver(&actions) }
    if state == .framed || state == .reading && !buffer.isEmpty { reporter.lose(.unplugged, &actions) }
    buffer.removeAll(keepingCapacity: true)
    gap.stop()
    reporter.isOpen = false
    state = .closed
    let open = pending
    pending = []
    for item in open { actions.append(.reply(item.command, .failure(ScanReporter.offline))) }
  }

  // MARK: Bytes

  private mutating func take(_ bytes: [UInt8], _ now: Instant, _ actions: inout [DriverAction]) {
    guard state != .closed, !bytes.isEmpty else { return }
    for byte in bytes { take(byte, &actions) }
    if state == .reading, buffer.isEmpty { gap.stop() } else { gap.touch(now, &actions) }
  }

  private mutating func take(_ byte: UInt8, _ actions: inout [DriverAction]) {
    let isEnd = settings.framing == .automatic && (byte == 0x0D || byte == 0x0A || byte == 0x09)
    switch state {
    case .closed: break
    case .reading where !isEnabled: discard()
    case .reading where isEnd: deliver(&actions)
    case .reading where buffer.isEmpty && byte == Self.stx && settings.framing == .automatic: state = .framed
    // A line that is opened or woken gives zeros; no code begins with one.
    case .reading where buffer.isEmpty && byte == 0: break
    case .framed where byte == Self.etx:
      state = .reading
      deliver(&actions)
    case .reading, .framed:
      buffer.append(byte)
      if buffer.count > ScanReporter.longestScan {
        reporter.lose(.tooLong, &actions)
        discard()
      }
    case .discarding: if isEnd || byte == Self.etx && settings.framing == .automatic { state = .reading }
    }
  }

  private mutating func deliver(_ actions: inout [DriverAction]) {
    reporter.deliver(buffer, splitAIM: !settings.quirks.contains("no-aim"), &actions)
    buffer.removeAll(keepingCapacity: true)
  }

  private mutating func discard() {
    buffer.removeAll(keepingCapacity: true)
    state = .discarding
  }

  private mutating func pauseOver(_ actions: inout [DriverAction]) {
    gap.stop()
    switch state {
    case .closed: break
    case .reading: deliver(&actions)
    case .framed:
      reporter.lose(.malformed, &actions)
      buffer.removeAll(keepingCapacity: true)
      state = .reading
    case .discarding: state = .reading
    }
  }

  // MARK: Commands

  private mutating func run(_ command: DriverCommand, _ id: CommandID, _ actions: inout [DriverAction]) {
    switch command {
    case .enableScanning(let wanted):
      if !wanted, state == .framed || state == .reading && !buffer.isEmpty { discard() }
      isEnabled = wanted
      actions.append(.reply(id, .success(.done)))
    case .check: actions.append(.reply(id, reporter.health("serial")))
    case .directIO(let bytes): directIO(bytes, id, &actions)
    default: actions.append(.reply(id, .failure(ScanReporter.unsupported(command.subject))))
    }
  }

  /// Answered when the bytes have left: what the scanner answers cannot be told from scans.
  private mutating func directIO(_ bytes: [UInt8], _ id: CommandID, _ actions: inout [DriverAction]) {
    guard state != .closed else { return actions.append(.reply(id, .failure(ScanReporter.offline))) }
    guard pending.count < Self.mostCommands else {
      return actions.append(.reply(id, .failure(PosError(.busy, "the scanner has not taken the commands before"))))
    }
    let token = LinkToken(nextToken)
    nextToken &+= 1
    pending.append((token, id))
    actions.append(.request(.send(token, bytes, stallTimeout: .seconds(2))))
  }

  private mutating func sent(_ token: LinkToken, _ outcome: SendOutcome, _ actions: inout [DriverAction]) {
    guard let index = pending.firstIndex(where: { $0.token == token }) else { return }
    let id = pending.remove(at: index).command
    guard outcome != .complete else { return actions.append(.reply(id, .success(.data([])))) }
    actions.append(
      .reply(id, .failure(PosError(.failure, "the scanner did not take the command", remedy: "check the cable"))))
  }
}
