import PosModel

extension HIDPOSScanner {
  mutating func run(
    _ command: DriverCommand, _ id: CommandID, _ now: Instant, _ actions: inout [DriverAction]
  ) {
    guard pending.count < Self.mostCommands else {
      return actions.append(.reply(id, .failure(PosError(.busy, "the scanner has not taken the commands before"))))
    }
    switch command {
    case .enableScanning(let wanted): enable(wanted, id, now, &actions)
    case .beep(let good): order(good ? layout?.goodBeep : layout?.errorBeep, command, id, &actions)
    case .trigger(true) where !isEnabled:
      let error = PosError(.disabled, "the scanner is switched off", remedy: "switch it on first: scanner.enable")
      actions.append(.reply(id, .failure(error)))
    case .trigger(true): order(layout?.pull, command, id, &actions)
    case .trigger(false): order(layout?.letGo, command, id, &actions)
    case .check(external: true) where layout?.goodBeep != nil:
      send(layout?.goodBeep, for: .health(id), &actions)
    case .check: actions.append(.reply(id, reporter.health("HID POS")))
    case .directIO(let bytes): directIO(bytes, id, &actions)
    default: actions.append(.reply(id, .failure(ScanReporter.unsupported(command.subject))))
    }
  }

  /// What is scanned while reading is off is dropped here too: to Honeywell, "prevent read" only ends the reading under way.
  private mutating func enable(_ wanted: Bool, _ id: CommandID, _ now: Instant, _ actions: inout [DriverAction]) {
    if !wanted, parts.scan != nil { parts.discard(now, &actions) }
    isEnabled = wanted
    guard let preventRead = layout?.preventRead else { return actions.append(.reply(id, .success(.done))) }
    report(preventRead.report(!wanted), for: wanted ? .order(id) : .disable(id), &actions)
  }

  private mutating func order(
    _ order: HIDPOSOrder?, _ command: DriverCommand, _ id: CommandID, _ actions: inout [DriverAction]
  ) {
    if order != nil { return send(order, for: .order(id), &actions) }
    let refusal = layout == nil ? ScanReporter.offline : ScanReporter.unsupported(command.subject)
    actions.append(.reply(id, .failure(refusal)))
  }

  private mutating func directIO(_ bytes: [UInt8], _ id: CommandID, _ actions: inout [DriverAction]) {
    let refusal: PosError
    if layout == nil {
      refusal = ScanReporter.offline
    } else if inquiry != nil {
      refusal = Self.answering
    } else if let message = layout?.commandReport?.report(bytes), !bytes.isEmpty {
      inquiry = Inquiry(command: id)
      return report(message, for: .inquiry, &actions)
    } else if let room = layout?.commandReport?.capacity {
      refusal = PosError(.illegal, "a command of this scanner has 1 to \(room) bytes")
    } else {
      refusal = ScanReporter.unsupported(DriverCommand.directIO([]).subject)
    }
    actions.append(.reply(id, .failure(refusal)))
  }

  static let answering = PosError(.busy, "the scanner still answers the command before")
}
