import PosModel

extension SNAPIScanner {
  private static let mode = "SNAPI"
  private static let longestCommand = 63
  /// One short high tone, and one long low one.
  private static let goodBeep: UInt8 = 0x00
  private static let errorBeep: UInt8 = 0x0F

  mutating func run(
    _ command: DriverCommand, _ id: CommandID, _ now: Instant, _ actions: inout [DriverAction]
  ) {
    var order = ScannerOrder(bytes: [], client: id)
    switch command {
    case .enableScanning(let wanted):
      if !wanted, parts.scan != nil { parts.discard(now, &actions) }
      isEnabled = wanted
      guard reporter.isOpen else { return actions.append(.reply(id, .success(.done))) }
      order.bytes = [0x06, wanted ? 1 : 0]
      order.mayFail = !wanted
    case .beep(let good): order.bytes = [0x04, good ? Self.goodBeep : Self.errorBeep]
    case .trigger(true) where !isEnabled:
      return actions.append(.reply(id, .failure(ScannerOrder.switchedOff)))
    case .trigger(let on): order.bytes = [0x0A, on ? 1 : 0]
    case .check(external: true):
      order.bytes = [0x04, Self.goodBeep]
      order.answer = .health(Self.mode + ", beeped")
    case .check(external: false): return actions.append(.reply(id, reporter.health(Self.mode)))
    case .directIO(let bytes):
      guard (1...Self.longestCommand).contains(bytes.count) else {
        let error = PosError(.illegal, "a command of this scanner has 1 to \(Self.longestCommand) bytes")
        return actions.append(.reply(id, .failure(error)))
      }
      order.bytes = bytes
      order.answer = .data
    default: return actions.append(.reply(id, .failure(ScanReporter.unsupported(command.subject))))
    }
    guard reporter.isOpen else { return actions.append(.reply(id, .failure(ScanReporter.offline))) }
    guard !orders.isFull else { return order.fail(ScannerOrder.tooMany, &actions) }
    orders.add(order)
    sendNext(now, &actions)
  }

  /// The scanner refuses a command that comes before its answer to the last one.
  mutating func sendNext(_ now: Instant, _ actions: inout [DriverAction]) {
    guard let order = orders.next() else { return }
    let token = makeToken()
    orderToken = token
    actions.append(.request(.send(token, order.bytes, stallTimeout: Self.replyTime)))
    actions.append(.setTimer(Self.replyTimer, now + Self.replyTime))
  }

  mutating func sent(
    _ token: LinkToken, _ outcome: SendOutcome, _ now: Instant, _ actions: inout [DriverAction]
  ) {
    if token == acknowledgement { return acknowledged(outcome, &actions) }
    guard token == orderToken, outcome != .complete else { return }
    finishOrder(.failure(ScannerOrder.refused), now, &actions)
  }

  /// `21 command status`: what has become of a command.
  mutating func takeAnswer(_ report: [UInt8], _ now: Instant, _ actions: inout [DriverAction]) {
    guard report.count >= 3, let order = orders.current, order.bytes.first == report[1] else { return }
    let result: Result<[UInt8], PosError> =
      switch report[2] & 0x0F {
      case 1: .success(report)
      case 3: .failure(PosError(.unsupported, "the scanner does not know the command"))
      case 4: .failure(PosError(.busy, "the scanner cannot do that now", remedy: "try again when it is idle"))
      case let status: .failure(PosError(.failure, "the scanner refuses the command with status \(status)"))
      }
    finishOrder(result, now, &actions)
  }

  mutating func finishOrder(
    _ result: Result<[UInt8], PosError>, _ now: Instant, _ actions: inout [DriverAction]
  ) {
    guard let order = orders.finish() else { return }
    orderToken = nil
    actions.append(.cancelTimer(Self.replyTimer))
    order.end(result, reporter, &actions)
    sendNext(now, &actions)
  }
}
