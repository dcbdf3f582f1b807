import PosModel

extension OEMScanner {
  /// The beeps are direct I/O of Datalogic's scanners: the good-read beep, and the one for an error. Nothing pulls the trigger.
  static let language = ScannerLanguage(
    mode: "IBM/OEM", enable: [0x11], disable: [0x12], goodBeep: [0x30, 0x00, 0x04], errorBeep: [0x30, 0x00, 0x05],
    askStatus: [0x00, 0x20], longestCommand: commandLength)
  private static let replyTime = Duration.seconds(2)
  /// A longer answer comes in several reports.
  private static let quiet = Duration.milliseconds(150)

  mutating func run(
    _ command: DriverCommand, _ id: CommandID, _ now: Instant, _ actions: inout [DriverAction]
  ) {
    if case .enableScanning(let wanted) = command { enable(wanted, now, &actions) }
    let language = Self.language
    guard var order = ScannerOrder(command, id, in: language, isEnabled: isEnabled, reporter, &actions) else { return }
    if case .enableScanning = command {
      // Its reports show whether it obeys, and it is told again.
      order.mayFail = true
      order.isSilent = true
    }
    guard !orders.isFull else { return order.fail(ScannerOrder.tooMany, &actions) }
    add(order, now, &actions)
  }

  private mutating func enable(_ wanted: Bool, _ now: Instant, _ actions: inout [DriverAction]) {
    if !wanted, parts.scan != nil { parts.discard(now, &actions) }
    isEnabled = wanted
    isConfirmed = false
    tellings = 1
  }

  mutating func add(_ order: ScannerOrder, _ now: Instant, _ actions: inout [DriverAction]) {
    // What the driver itself would say once more is not said behind a full queue.
    guard !orders.isFull else { return }
    orders.add(order)
    sendNext(now, &actions)
  }

  /// SET_REPORT on USB (HID 1.11, 7.2.2), since not every such scanner takes commands on an OUT endpoint.
  private mutating func sendNext(_ now: Instant, _ actions: inout [DriverAction]) {
    guard let order = orders.next() else { return }
    let token = makeToken()
    orderToken = token
    let bytes = order.bytes + [UInt8](repeating: 0, count: Self.commandLength - order.bytes.count)
    actions.append(.setTimer(Self.replyTimer, now + Self.replyTime))
    if settings.link == .hidraw {
      return actions.append(.request(.send(token, bytes, stallTimeout: Self.replyTime)))
    }
    let setup = ControlRequest(
      requestType: 0x21, request: 0x09, value: 0x0200, index: UInt16(clamping: interface), data: bytes,
      timeout: Self.replyTime)
    actions.append(.request(.control(token, setup)))
  }

  mutating func left(_ token: LinkToken, _ isComplete: Bool, _ now: Instant, _ actions: inout [DriverAction]) {
    guard token == orderToken, let order = orders.current else { return }
    if !isComplete {
      finish(.failure(ScannerOrder.refused), now, &actions)
    } else if order.isSilent {
      finish(.success([]), now, &actions)
    }
  }

  /// Status and data may answer the order; a label never does.
  mutating func takeAnswer(_ report: OEMReport, _ now: Instant, _ actions: inout [DriverAction]) {
    guard let order = orders.current, !order.isSilent else { return }
    if report.isRefusal {
      return finish(
        .failure(PosError(.unsupported, "the scanner does not do what it was told")), now, &actions)
    }
    if report.isData {
      if answered.count + report.body.count <= ScanReporter.longestScan { answered += report.body }
      actions.append(.setTimer(Self.replyTimer, now + Self.quiet))
    } else if report.isResult || order.bytes.first == 0 {
      finish(.success(answered), now, &actions)
    }
  }

  /// The time is over: an answer is complete, or there is none. What an unknown command does is its own affair.
  mutating func endOrder(_ now: Instant, _ actions: inout [DriverAction]) {
    guard let order = orders.current else { return }
    if case .data = order.answer { return finish(.success(answered), now, &actions) }
    finish(answered.isEmpty ? .failure(ScannerOrder.unanswered) : .success(answered), now, &actions)
  }

  private mutating func finish(
    _ result: Result<[UInt8], PosError>, _ now: Instant, _ actions: inout [DriverAction]
  ) {
    guard let order = orders.finish() else { return }
    orderToken = nil
    answered = []
    actions.append(.cancelTimer(Self.replyTimer))
    order.end(result, reporter, &actions)
    sendNext(now, &actions)
  }
}
