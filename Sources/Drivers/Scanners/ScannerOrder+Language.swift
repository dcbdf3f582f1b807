import PosModel

extension ScannerOrder {
  /// The order for `command`; nil when there is nothing to order, and `id` has its answer.
  init?(
    _ command: DriverCommand, _ id: CommandID, in language: ScannerLanguage, isEnabled: Bool,
    _ reporter: ScanReporter, _ actions: inout [DriverAction]
  ) {
    self.init(bytes: [], client: id)
    var refusal: PosError?
    switch command {
    case .enableScanning(let wanted):
      bytes = language.reading(wanted)
      // Without a link it is done when it opens.
      mayFail = !wanted || !reporter.isOpen
    case .beep(let good): bytes = good ? language.goodBeep : language.errorBeep
    case .trigger(let on):
      if let order = on ? language.pull : language.letGo {
        bytes = order
        if on, !isEnabled { refusal = Self.switchedOff }
      } else {
        refusal = ScanReporter.unsupported(command.subject)
      }
    case .check(external: true):
      bytes = language.askStatus ?? language.goodBeep
      answer = .health(language.askStatus == nil ? language.mode + ", beeped" : language.mode)
    case .check(external: false):
      actions.append(.reply(id, reporter.health(language.mode)))
      return nil
    case .directIO(let order):
      bytes = order
      answer = .data
      if !(1...language.longestCommand).contains(order.count) {
        refusal = PosError(
          .illegal, "a command of this scanner has 1 to \(language.longestCommand) bytes",
          remedy: language.commandRemedy)
      }
    default: refusal = ScanReporter.unsupported(command.subject)
    }
    if refusal == nil, !reporter.isOpen { refusal = ScanReporter.offline }
    guard let refusal else { return }
    fail(refusal, &actions)
    return nil
  }
}
