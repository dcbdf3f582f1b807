import PosModel

extension SerialScanner {
  private static let mode = "serial"
  private static let replyTime = Duration.seconds(1)
  /// Of an answer; a scanner's list of all its settings is longer than any code.
  private static let longestAnswer = 64 << 10

  mutating func run(
    _ command: DriverCommand, _ id: CommandID, _ now: Instant, _ actions: inout [DriverAction]
  ) {
    var order = ScannerOrder(bytes: [], client: id, isSilent: true)
    switch command {
    case .enableScanning(let wanted):
      if !wanted, state == .framed || state == .reading && !buffer.isEmpty { discard() }
      isEnabled = wanted
      guard state != .closed, let bytes = maker?.enable(wanted) else {
        return actions.append(.reply(id, .success(.done)))
      }
      order.bytes = bytes
      order.mayFail = !wanted
    case .beep(let good):
      guard let bytes = maker?.beep(good: good) else { return refuse(command, id, &actions) }
      order.bytes = bytes
    case .trigger(true) where !isEnabled:
      return actions.append(.reply(id, .failure(ScannerOrder.switchedOff)))
    case .trigger(let on):
      guard let bytes = maker?.trigger(on) else { return refuse(command, id, &actions) }
      order.bytes = bytes
    case .check(let external):
      guard external, let bytes = maker?.beep(good: true) else {
        return actions.append(.reply(id, reporter.health(Self.mode)))
      }
      order.bytes = bytes
      order.answer = .health(Self.mode + ", beeped")
    case .directIO(let bytes):
      order.bytes = bytes
      order.answer = .data
      order.isSilent = maker?.answers(bytes) != true
    default: return actions.append(.reply(id, .failure(ScanReporter.unsupported(command.subject))))
    }
    guard state != .closed else { return actions.append(.reply(id, .failure(ScanReporter.offline))) }
    guard !orders.isFull else { return order.fail(ScannerOrder.tooMany, &actions) }
    orders.add(order)
    sendNext(now, &actions)
  }

  private func refuse(_ command: DriverCommand, _ id: CommandID, _ actions: inout [DriverAction]) {
    var error = ScanReporter.unsupported(command.subject)
    if maker == nil { error.remedy = "name its `maker` in the configuration, if its scanners know such a command" }
    actions.append(.reply(id, .failure(error)))
  }

  mutating func sendNext(_ now: Instant, _ actions: inout [DriverAction]) {
    guard let order = orders.next() else { return }
    let token = makeToken()
    orderToken = token
    actions.append(.request(.send(token, order.bytes, stallTimeout: .seconds(2))))
    if maker?.acknowledges == true {
      if let end = acknowledgementsEnd, now >= end { unacknowledged = 0 }
      unacknowledged += 1
      acknowledgementsEnd = now + Self.replyTime
    }
    if !order.isSilent { actions.append(.setTimer(Self.replyTimer, now + Self.replyTime)) }
  }

  mutating func sent(_ token: LinkToken, _ outcome: SendOutcome, _ now: Instant, _ actions: inout [DriverAction]) {
    guard token == orderToken, let order = orders.current else { return }
    acknowledgementsEnd = now + Self.replyTime
    if outcome != .complete {
      let held = answered
      finish(.failure(ScannerOrder.refused), &actions)
      take(held, now, &actions)
      sendNext(now, &actions)
    } else if order.isSilent {
      finish(.success([]), &actions)
      sendNext(now, &actions)
    }
  }

  // MARK: Answers

  /// Honeywell and Datalogic answer without a frame: what comes after the question is held until it is the answer, or none.
  mutating func receive(_ bytes: [UInt8], _ now: Instant, _ actions: inout [DriverAction]) {
    let bytes = withScanBefore(bytes, now)
    guard let order = orders.current, !order.isSilent, maker != .newland, state == .reading, buffer.isEmpty else {
      take(bytes, now, &actions)
      return sendNext(now, &actions)
    }
    answered += bytes
    if maker == .datalogic { return takeLines(now, &actions) }
    if let end = answered.honeywellAnswerEnd {
      let rest = Array(answered[end...])
      finish(.success(Array(answered[..<end])), &actions)
      take(rest, now, &actions)
      sendNext(now, &actions)
    } else if answered.count > Self.longestAnswer {
      giveUpAnswer(now, &actions)
    }
  }

  /// Datalogic's answer is a line that begins with `$`; any other line is a scan.
  private mutating func takeLines(_ now: Instant, _ actions: inout [DriverAction]) {
    while orders.current != nil {
      while !answered.isEmpty, isAcknowledgement(at: 0, in: answered, now) { answered.removeFirst() }
      guard let end = answered.firstIndex(of: 0x0D) else { break }
      let line = Array(answered[...end])
      answered = Array(answered[(end + 1)...])
      guard line.first == UInt8(ascii: "$") else {
        take(line, now, &actions)
        continue
      }
      let rest = answered
      finish(.success(line), &actions)
      take(rest, now, &actions)
      return sendNext(now, &actions)
    }
    if answered.count > ScanReporter.longestScan { giveUpAnswer(now, &actions) }
  }

  /// A framed answer has come, to whatever question.
  mutating func finishAnswer(_ answer: [UInt8], _ actions: inout [DriverAction]) {
    guard let order = orders.current, !order.isSilent else { return }
    finish(.success(answer), &actions)
  }

  /// There is no answer: what was held is scans.
  mutating func giveUpAnswer(_ now: Instant, _ actions: inout [DriverAction]) {
    guard let order = orders.current, !order.isSilent else { return }
    let held = answered
    finish(.success([]), &actions)
    take(held, now, &actions)
    sendNext(now, &actions)
  }

  private mutating func finish(_ result: Result<[UInt8], PosError>, _ actions: inout [DriverAction]) {
    guard let order = orders.finish() else { return }
    orderToken = nil
    answered = []
    if !order.isSilent { actions.append(.cancelTimer(Self.replyTimer)) }
    switch result {
    case .success(let data): order.succeed(data, reporter, &actions)
    case .failure(let error): order.fail(error, &actions)
    }
  }
}

extension [UInt8] {
  /// Behind the `.` or `!` that ends the answer to a menu command: ACK, ENQ or NAK stands before it.
  fileprivate var honeywellAnswerEnd: Int? {
    for index in indices.dropFirst()
    where [0x06, 0x05, 0x15].contains(self[index - 1]) && [0x2E, 0x21, 0x2C].contains(self[index]) {
      return index + 1
    }
    return nil
  }
}
