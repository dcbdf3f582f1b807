import PosModel

extension SSIScanner {
  /// Beeps are numbered as in SNAPI: one short high tone, one long low one.
  static let language = ScannerLanguage(
    mode: "SSI", enable: [SSIPacket.Opcode.scanEnable], disable: [SSIPacket.Opcode.scanDisable],
    goodBeep: [SSIPacket.Opcode.beep, 0x00], errorBeep: [SSIPacket.Opcode.beep, 0x0F],
    pull: [SSIPacket.Opcode.startSession], letGo: [SSIPacket.Opcode.stopSession],
    longestCommand: SSIPacket.longestData + 1,
    commandRemedy: "it is an opcode and its data: leave out length, source, status and checksum")
  private static let replyTime = Duration.seconds(2)
  private static let mostAttempts = 3
  /// It sleeps after about a second, and needs as long after a zero byte before it listens.
  private static let wakefulness = Duration.seconds(1)
  private static let wakeTime = Duration.milliseconds(50)

  mutating func run(
    _ command: DriverCommand, _ id: CommandID, _ now: Instant, _ actions: inout [DriverAction]
  ) {
    if case .enableScanning(let wanted) = command {
      if !wanted, coming != nil {
        forgetCode()
        isDiscarding = true
      }
      isEnabled = wanted
    }
    let language = Self.language
    guard let order = ScannerOrder(command, id, in: language, isEnabled: isEnabled, reporter, &actions) else { return }
    guard !orders.isFull else { return order.fail(ScannerOrder.tooMany, &actions) }
    orders.add(order)
    sendNext(now, &actions)
  }

  mutating func sendNext(_ now: Instant, _ actions: inout [DriverAction]) {
    guard orders.next() != nil else { return }
    attempts = 0
    wake(now, &actions)
  }

  private mutating func wake(_ now: Instant, _ actions: inout [DriverAction]) {
    if attempts == 0, let lastTraffic, now - lastTraffic < Self.wakefulness { return transmit(now, &actions) }
    _ = send([0x00], now, &actions)
    isWaking = true
    actions.append(.setTimer(Self.wakeTimer, now + Self.wakeTime))
  }

  mutating func transmit(_ now: Instant, _ actions: inout [DriverAction]) {
    isWaking = false
    guard let order = orders.current, let opcode = order.bytes.first else { return }
    attempts += 1
    let packet = SSIPacket(opcode, order.bytes.dropFirst(), status: attempts > 1 ? SSIPacket.retransmitted : 0)
    orderToken = send(packet.bytes, now, &actions)
    actions.append(.setTimer(Self.replyTimer, now + Self.replyTime))
  }

  // MARK: What becomes of it

  mutating func sent(_ token: LinkToken, _ outcome: SendOutcome, _ now: Instant, _ actions: inout [DriverAction]) {
    guard token == orderToken, outcome != .complete else { return }
    finish(.failure(ScannerOrder.refused), now, &actions)
  }

  /// No answer, or one that asks for it again.
  mutating func retry(_ now: Instant, _ actions: inout [DriverAction]) {
    guard orders.current != nil, !isWaking else { return }
    guard attempts < Self.mostAttempts else { return finish(.failure(ScannerOrder.unanswered), now, &actions) }
    actions.append(.cancelTimer(Self.replyTimer))
    wake(now, &actions)
  }

  mutating func acknowledged(_ now: Instant, _ actions: inout [DriverAction]) {
    guard orderToken != nil, let order = orders.current, !order.asksForReply else { return }
    finish(.success([]), now, &actions)
  }

  /// NAK: 1 resend, 2 bad context, 6 denied.
  mutating func refused(_ reason: UInt8?, _ now: Instant, _ actions: inout [DriverAction]) {
    guard orderToken != nil else { return }
    switch reason {
    case 0x01: retry(now, &actions)
    case 0x02:
      finish(
        .failure(PosError(.busy, "the scanner cannot do that now", remedy: "try again when it is idle")), now, &actions)
    default: finish(.failure(PosError(.unsupported, "the scanner refuses the command")), now, &actions)
    }
  }

  /// Revision, parameters, capabilities; and what nobody has asked for, as events.
  mutating func replied(_ packet: SSIPacket, _ now: Instant, _ actions: inout [DriverAction]) {
    guard orderToken != nil, let order = orders.current, order.asksForReply, packet.isReply else { return }
    finish(.success([packet.opcode] + packet.data), now, &actions)
  }

  private mutating func finish(
    _ result: Result<[UInt8], PosError>, _ now: Instant, _ actions: inout [DriverAction]
  ) {
    guard let order = orders.finish() else { return }
    orderToken = nil
    isWaking = false
    actions.append(.cancelTimer(Self.replyTimer))
    order.end(result, reporter, &actions)
    sendNext(now, &actions)
  }
}

extension ScannerOrder {
  /// REQUEST_REVISION, PARAM_REQUEST, CAPABILITIES_REQUEST: the reply takes the place of the acknowledgement.
  fileprivate var asksForReply: Bool { [0xA3, 0xC7, 0xD3].contains(bytes.first) }
}

extension SSIPacket {
  fileprivate var isReply: Bool { [Opcode.replyRevision, Opcode.parameters, Opcode.capabilities].contains(opcode) }
}
