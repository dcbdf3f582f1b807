import PosModel

extension SNAPIScanner {
  /// One short high tone is a good beep, and one long low one another.
  static let language = ScannerLanguage(
    mode: "SNAPI", enable: [0x06, 1], disable: [0x06, 0], goodBeep: [0x04, 0x00], errorBeep: [0x04, 0x0F],
    pull: [0x0A, 1], letGo: [0x0A, 0], longestCommand: 63)

  mutating func run(
    _ command: DriverCommand, _ id: CommandID, _ now: Instant, _ actions: inout [DriverAction]
  ) {
    if case .enableScanning(let wanted) = command {
      if !wanted, parts.scan != nil { parts.discard(now, &actions) }
      isEnabled = wanted
    }
    let language = Self.language
    guard let order = ScannerOrder(command, id, in: language, isEnabled: isEnabled, reporter, &actions) else { return }
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
