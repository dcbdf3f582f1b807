import PosModel

/// Opens it at once or not at all.
extension DirectDrawer {
  mutating func open(_ id: CommandID, _ now: Instant) {
    guard kick == nil else {
      return actions.append(
        .reply(id, .failure(PosError(.busy, "the drawer is being opened already", remedy: "try again"))))
    }
    kick = Kick(command: id, pulse: settings.drawerPulse ?? DrawerPulse(), at: now)
    sendKick(now)
  }

  mutating func sendKick(_ now: Instant) {
    guard let kick, now < kick.deadline else { return endKick(.success(sensor.state(of: nil))) }
    let deadline = kick.deadline
    self.kick?.sending = kickBytes.count
    self.kick?.sentAt = nil
    actions.append(.setTimer(Self.kickTimer, deadline))
    actions.append(.request(.send(token(.kick(kick.command)), kickBytes, stallTimeout: deadline - now)))
  }

  mutating func kickSent(_ id: CommandID, _ transferred: Int, _ outcome: SendOutcome, _ now: Instant) {
    // The end of one that was given up says nothing of the one after it; having left, it opens the drawer all the same.
    guard let current = kick, current.command == id, current.sending != nil else {
      guard outcome == .complete else { return }
      hasKicked(now)
      return actions.append(.log(.warning, Kick.openedLate))
    }
    kick?.sending = nil
    actions.append(.cancelTimer(Self.kickTimer))
    switch outcome {
    case .complete: break
    // Called back with a question in front of it that had failed.
    case .cancelled where transferred == 0 && now < current.deadline: return sendKick(now)
    case .timedOut, .cancelled: return endKick(.failure(Self.tooLate))
    case .disconnected: return  // `.closed` follows.
    case .stalled, .failed: return endKick(.failure(Self.refused))
    }
    kick?.sentAt = now
    hasKicked(now)
    guard question != nil, sensor.isOpen != true else { return endKick(.success(sensor.state(of: nil))) }
    poll(now)
  }

  private mutating func hasKicked(_ now: Instant) {
    kicks += 1
    sensor.kicked(at: now, pin: pin)
    actions.append(.count("kicks", 1))
  }

  mutating func kickIsLate(_ now: Instant) {
    guard kick != nil, kick?.sentAt == nil else { return }
    if kick?.callBack(Self.kickTimer, now, &actions) == false { endKick(.failure(Self.tooLate)) }
  }

  mutating func endKick(_ result: Result<DriverReply, PosError>) {
    guard let kick else { return }
    self.kick = nil
    actions.append(.cancelTimer(Self.kickTimer))
    actions.append(.reply(kick.command, result))
  }

  /// The sensor says after a kick that it is not open.
  mutating func lookAfterKick(_ now: Instant) {
    guard let kick, let sentAt = kick.sentAt, now - sentAt >= Self.openingTime else { return }
    if sensor.isOpen == false, !kick.retried, now < kick.deadline {
      self.kick?.retried = true
      sendKick(now)
    } else {
      endKick(.success(sensor.state(of: nil)))
    }
  }
}
