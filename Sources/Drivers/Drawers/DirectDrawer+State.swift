import PosModel

/// Asks whether it is open, and hears the answer.
extension DirectDrawer {
  /// The answer to the question: the level of the switch.
  mutating func saw(high: Bool, _ now: Instant) {
    answered()
    silences = 0
    // The sensor can be quicker than the end of the transfer that holds the pulse.
    if kick?.sending != nil { sensor.kicked(at: now, pin: pin) }
    _ = sensor.see(high: high, now: now, leftOpen: settings.leftOpen, &actions)
    if sensor.isOpen == true, kick?.sentAt != nil { endKick(.success(sensor.state(of: nil))) }
    lookAfterKick(now)
    answerWaiting()
    poll(now)
  }

  /// There is no sensor after all.
  mutating func hasNoSensor(_ now: Instant) {
    answered()
    question = nil
    sensor.forget()
    answerWaiting()
    if kick?.sentAt != nil { endKick(.success(.drawer(open: nil))) }
  }

  /// The answer to a question that was not for the modem lines has not come.
  mutating func unanswered(_ now: Instant) {
    guard isAsking else { return }
    answered()
    silences += 1
    if silences == Self.silenceBound {
      sensor.forget()
      actions.append(.cancelTimer(DrawerSensor.leftOpenTimer))
      actions.append(.log(.warning, "the drawer does not say any more whether it is open"))
    }
    answerWaiting(Self.silent)
    lookAfterKick(now)
    poll(now)
  }

  mutating func ask(_ now: Instant) {
    guard isConnected, !isAsking, let question else { return }
    isAsking = true
    actions.append(.cancelTimer(Self.pollTimer))
    actions.append(.setTimer(Self.answerTimer, now + Self.answerTime))
    switch question {
    case .report(let bytes):
      actions.append(.request(.send(token(.question), bytes, stallTimeout: Self.answerTime)))
    case .modemLines: actions.append(.request(.askModemLines(token(.question))))
    }
  }

  mutating func answered() {
    isAsking = false
    sends = sends.filter { $0.value != .question }
    actions.append(.cancelTimer(Self.answerTimer))
  }

  /// Asks again in time.
  mutating func poll(_ now: Instant) {
    guard isConnected, question != nil, !isAsking else { return }
    let isBusy = kick != nil || sensor.isOpen == true
    actions.append(.setTimer(Self.pollTimer, now + (isBusy ? Self.busyInterval : Self.restInterval)))
  }

  mutating func answer(_ id: CommandID, _ wantsLevel: Bool) {
    actions.append(.reply(id, .success(wantsLevel ? .drawerLevel(high: sensor.isHigh) : sensor.state(of: nil))))
  }

  /// With what is known now, or with the failure.
  mutating func answerWaiting(_ failure: PosError? = nil) {
    let waited = waiting
    waiting = []
    for item in waited {
      if let failure { actions.append(.reply(item.id, .failure(failure))) } else { answer(item.id, item.wantsLevel) }
    }
  }
}
