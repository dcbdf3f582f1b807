import PosModel

extension HIDPOSScanner {
  /// What a report was sent for.
  enum Purpose: Sendable {
    case unwatched
    case redirection(attempt: Int)
    case disable(CommandID)
    case order(CommandID)
    case health(CommandID)
    case inquiry
  }

  private static let mostRedirections = 3

  mutating func send(_ order: HIDPOSOrder?, for purpose: Purpose, _ actions: inout [DriverAction]) {
    switch order {
    case .control(let control): report(holding(control, true), for: purpose, &actions)
    case .pulse(let control):
      report(holding(control, true), for: .unwatched, &actions)
      report(holding(control, false), for: purpose, &actions)
    case .command(let bytes):
      guard inquiry == nil else { return refuse(purpose, Self.answering, &actions) }
      guard let message = layout?.commandReport?.report(bytes) else { return fail(purpose, &actions) }
      report(message, for: purpose, &actions)
    case nil: fail(purpose, &actions)
    }
  }

  /// A report sets all its bits: "prevent read" stays where it stands in the same one.
  private func holding(_ control: HIDPOSControl, _ on: Bool) -> [UInt8] {
    var bytes = control.report(on)
    if !isEnabled, let preventRead = layout?.preventRead, preventRead.id == control.id { preventRead.set(in: &bytes) }
    return bytes
  }

  /// SET_REPORT on USB (HID 1.11, 7.2.2); hidraw has a way of its own for output reports.
  mutating func report(
    _ bytes: [UInt8], isFeature: Bool = false, for purpose: Purpose, _ actions: inout [DriverAction]
  ) {
    let token = LinkToken(nextToken)
    nextToken &+= 1
    pending.append((token, purpose))
    if settings.link == .hidraw, !isFeature {
      return actions.append(.request(.send(token, bytes, stallTimeout: .seconds(2))))
    }
    let id: UInt16 = layout?.usesReportIDs == true ? bytes.first.map(UInt16.init) ?? 0 : 0
    let setup = ControlRequest(
      requestType: 0x21, request: 0x09, value: (isFeature ? 0x0300 : 0x0200) | id, index: UInt16(clamping: interface),
      data: bytes, timeout: .seconds(2))
    actions.append(.request(.control(token, setup)))
  }

  mutating func sent(_ token: LinkToken, _ now: Instant, _ actions: inout [DriverAction]) {
    switch purpose(of: token) {
    case nil, .unwatched: break
    case .redirection: beReady(&actions)
    case .health(let id): actions.append(.reply(id, reporter.health("HID POS, beeped")))
    case .disable(let id), .order(let id): actions.append(.reply(id, .success(.done)))
    case .inquiry: inquirySent(now, &actions)
    }
  }

  mutating func failed(_ token: LinkToken, stalled: Bool, _ actions: inout [DriverAction]) {
    switch purpose(of: token) {
    case nil: break
    case .redirection(let attempt):
      beReady(&actions)
      // A unit without a keyboard stalls; anything else may go by.
      if stalled { return }
      if attempt < Self.mostRedirections { return redirect(attempt: attempt + 1, &actions) }
      actions.append(.log(.warning, "the scanner did not take the order to send its scans here; it may type them"))
    case let purpose?: fail(purpose, &actions)
    }
  }

  mutating func fail(_ purpose: Purpose, _ actions: inout [DriverAction]) {
    refuse(
      purpose, PosError(.failure, "the scanner did not take the command", remedy: "plug the scanner out and in"),
      &actions)
  }

  private mutating func refuse(_ purpose: Purpose, _ error: PosError, _ actions: inout [DriverAction]) {
    switch purpose {
    case .unwatched, .redirection: break
    // What it scans is dropped here all the same.
    case .disable(let id): actions.append(.reply(id, .success(.done)))
    case .order(let id), .health(let id): actions.append(.reply(id, .failure(error)))
    case .inquiry:
      guard let inquiry else { return }
      self.inquiry = nil
      actions.append(.reply(inquiry.command, .failure(error)))
    }
  }

  private mutating func purpose(of token: LinkToken) -> Purpose? {
    guard let index = pending.firstIndex(where: { $0.token == token }) else { return nil }
    return pending.remove(at: index).purpose
  }
}
